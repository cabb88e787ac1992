from . import test_access
from . import test_merge
from . import test_split
