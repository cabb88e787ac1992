from . import test_behalf
from . import test_channel_state
from . import test_exit
from . import test_hold
from . import test_timeline
