from . import distributor_coverage
