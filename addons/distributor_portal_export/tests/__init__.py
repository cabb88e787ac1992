from . import common
from . import test_access
from . import test_background
from . import test_export
