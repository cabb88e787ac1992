from . import test_access
from . import test_announcement
from . import test_audience
from . import test_marketing
