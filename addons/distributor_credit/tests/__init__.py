from . import test_access
from . import test_concurrency
from . import test_delivery
from . import test_exposure
from . import test_limit
from . import test_oracle
from . import test_override
from . import test_words
