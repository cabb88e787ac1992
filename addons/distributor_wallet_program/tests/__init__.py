from . import test_access
from . import test_concurrency
from . import test_engine
from . import test_expiry
from . import test_grant
from . import test_program
from . import test_properties
from . import test_use
