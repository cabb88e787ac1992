from . import test_accessibility
from . import test_commission
from . import test_phone
from . import test_returns
from . import test_reward
