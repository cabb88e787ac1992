from . import test_access
from . import test_clock
from . import test_decision
from . import test_followed
from . import test_mail
from . import test_opening
from . import test_properties
from . import test_settlement
