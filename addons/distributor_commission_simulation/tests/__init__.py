from . import test_access
from . import test_ledger
from . import test_run
from . import test_sheet
