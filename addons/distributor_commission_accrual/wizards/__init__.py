from . import distributor_commission_accrue
from . import distributor_commission_accrual_check
