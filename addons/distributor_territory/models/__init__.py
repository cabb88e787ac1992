from . import distributor_territory_matching
from . import distributor_territory
from . import distributor_price_resolution
from . import distributor_territory_price
from . import distributor_distributor
from . import product_pricelist
from . import sale_order
