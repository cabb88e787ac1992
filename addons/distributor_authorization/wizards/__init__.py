from . import distributor_authorization_approve
from . import distributor_authorization_refuse
from . import distributor_authorization_end
from . import distributor_authorization_renew
from . import distributor_authorization_ask
from . import distributor_order_exception_decide
