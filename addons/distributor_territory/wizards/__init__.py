from . import distributor_territory_change
from . import distributor_territory_test
from . import sale_order_reprice
from . import sale_order_reprice_line
