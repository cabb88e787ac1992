from . import test_access
from . import test_concurrency
from . import test_credit
from . import test_engine
from . import test_money
from . import test_stock
from . import test_steps
from . import test_views
