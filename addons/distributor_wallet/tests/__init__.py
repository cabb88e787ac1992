from . import test_access
from . import test_concurrency
from . import test_invoice
from . import test_ledger
from . import test_order
from . import test_properties
from . import test_exit
