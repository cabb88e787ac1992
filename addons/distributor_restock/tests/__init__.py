from . import test_accessibility
from . import test_pages
from . import test_proposal
from . import test_restock
from . import test_tour
