from . import distributor_order_parting
from . import distributor_order_splitting
from . import distributor_order_merging
from . import distributor_distributor
from . import sale_order
from . import sale_order_line
