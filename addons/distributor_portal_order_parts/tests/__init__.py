from . import test_accessibility
from . import test_merge
from . import test_queries
from . import test_race
from . import test_roles
from . import test_split
from . import test_split_rules
from . import test_tours
