from . import distributor_commission_entry
from . import distributor_commission_settlement
from . import distributor_distributor
from . import distributor_wallet_entry
from . import sale_order
from . import stock_picking
from . import distributor_application
from . import distributor_authorization
