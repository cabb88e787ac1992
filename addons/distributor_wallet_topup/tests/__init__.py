from . import test_access
from . import test_reference
from . import test_topup
from . import test_bank
from . import test_online
from . import test_refund
from . import test_reminder
from . import test_concurrency
