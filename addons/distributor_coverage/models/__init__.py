from . import distributor_coverage_map
from . import distributor_coverage
