from . import test_access
from . import test_coverage
from . import test_map
from . import test_shapes
from . import test_tour
