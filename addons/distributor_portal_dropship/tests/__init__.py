from . import test_accessibility
from . import test_consumer
from . import test_phone
