from . import test_access
from . import test_gathering
from . import test_missing
from . import test_run
from . import test_run_cron
