from . import product_pricelist
from . import product_pricelist_item
from . import distributor_distributor
from . import sale_order_line
