from . import test_dispute
from . import test_access
from . import test_bonus
from . import test_phone
from . import test_talk
from . import test_decided_again
