from . import test_engine
from . import test_authorization
from . import test_upline
from . import test_sellers
from . import test_order
from . import test_order_level
from . import test_access
from . import test_tour
