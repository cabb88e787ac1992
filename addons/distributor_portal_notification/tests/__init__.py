from . import test_accessibility
from . import test_notifications
from . import test_phone
