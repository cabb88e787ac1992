from . import test_access
from . import test_address
from . import test_choose
from . import test_check
from . import test_race
from . import test_roles
from . import test_rule
from . import test_submit
