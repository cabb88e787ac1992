from . import test_access
from . import test_receipt
from . import test_report
