from . import test_access
from . import test_document
from . import test_invitation
from . import test_limit
from . import test_limit_concurrency
from . import test_member
from . import test_order_role
