from . import distributor_commission_missing
from . import distributor_commission_run_work
from . import distributor_commission_run
from . import distributor_commission_run_part
