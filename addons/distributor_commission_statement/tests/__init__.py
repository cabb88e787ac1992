from . import test_access
from . import test_figures
from . import test_large
from . import test_papers
from . import test_sending
