from . import distributor_commission_entry
from . import distributor_commission_settlement
from . import distributor_distributor
from . import distributor_wallet_entry
from . import sale_order
