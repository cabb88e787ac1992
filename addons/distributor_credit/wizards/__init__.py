from . import distributor_credit_set
from . import distributor_credit_refuse
