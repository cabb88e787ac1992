from . import test_access
from . import test_accrual
from . import test_bill
from . import test_concurrency
from . import test_properties
from . import test_report
from . import test_setup
