from . import test_approval
from . import test_goods
from . import test_money
