from . import test_access
from . import test_close
from . import test_close_payment
from . import test_close_tier
from . import test_killed
from . import test_properties
from . import test_recompute
