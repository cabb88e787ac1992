from . import test_accessibility
from . import test_delivery
from . import test_phone
