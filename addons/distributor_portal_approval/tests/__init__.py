from . import test_accessibility
from . import test_pages
from . import test_phone
from . import test_reach
