from . import test_engine
from . import test_flow
from . import test_bulk
from . import test_duplicates
from . import test_access
from . import test_intake
from . import test_invitation
from . import test_page
