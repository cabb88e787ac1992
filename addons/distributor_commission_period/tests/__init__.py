from . import test_close
from . import test_close_tier
from . import test_recompute
