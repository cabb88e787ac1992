from . import test_access
from . import test_bulk_step
from . import test_exchange
