from . import test_access
from . import test_papers
from . import test_receipt
from . import test_report
