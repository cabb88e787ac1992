from . import test_access
from . import test_again
from . import test_bypass
from . import test_deadline
from . import test_engine
from . import test_exception
from . import test_rules
from . import test_way
