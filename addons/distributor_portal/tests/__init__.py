from . import test_access
from . import test_commission
from . import test_figures
from . import test_language
from . import test_order
from . import test_phone
from . import test_wallet
from . import test_authorization
