from . import test_divisions
from . import test_access
