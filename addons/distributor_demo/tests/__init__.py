from . import test_back_office
from . import test_brand
from . import test_files
from . import test_standing
from . import test_reports
from . import test_money
from . import test_order_walk
from . import test_wallet_walk
