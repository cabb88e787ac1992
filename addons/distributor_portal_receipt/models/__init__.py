from . import distributor_distributor
from . import sale_order
from . import distributor_portal_list_deliveries
