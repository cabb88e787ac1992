from . import distributor_bulk_step
from . import distributor_bulk_step_line
