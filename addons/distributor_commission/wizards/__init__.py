from . import distributor_commission_approve
from . import distributor_commission_credit_assign
from . import distributor_commission_settle
from . import distributor_commission_settle_line
from . import distributor_commission_settle_step
