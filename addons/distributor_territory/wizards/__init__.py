from . import distributor_territory_check
from . import distributor_territory_check_line
from . import distributor_territory_change
from . import distributor_territory_test
from . import sale_order_reprice
from . import sale_order_reprice_line
from . import distributor_territory_match
from . import distributor_territory_match_line
