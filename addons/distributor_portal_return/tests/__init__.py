from . import test_commission
from . import test_phone
from . import test_reward
from . import test_returns
