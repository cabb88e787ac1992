from . import distributor_return_timeline
from . import distributor_return
from . import distributor_distributor
from . import sale_order
from . import distributor_portal_list_returns
