from . import test_engine
from . import test_territory
from . import test_price
from . import test_sale_order
from . import test_reprice
from . import test_price_secrecy
from . import test_access
from . import test_price_concurrency
