from . import test_access
from . import test_concurrency
from . import test_mail
from . import test_quiet_hours
from . import test_send
from . import test_telling
