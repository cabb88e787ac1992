from . import test_pricing
from . import test_conditions
from . import test_explanation
from . import test_version
from . import test_comparison
from . import test_secrecy
from . import test_access
