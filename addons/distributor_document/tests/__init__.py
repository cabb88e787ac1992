from . import test_access
from . import test_document
from . import test_contract
from . import test_reminder
from . import test_order
from . import test_paper_step
from . import test_penalty
