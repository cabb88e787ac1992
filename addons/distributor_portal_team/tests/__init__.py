from . import test_accessibility
from . import test_reach
from . import test_sales
from . import test_team
