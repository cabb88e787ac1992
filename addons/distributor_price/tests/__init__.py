from . import test_pricing
from . import test_explanation
from . import test_version
