from . import distributor_credit_set
from . import distributor_credit_refuse
from . import distributor_credit_decision
from . import distributor_order_exception_decide
from . import distributor_approval_decide
