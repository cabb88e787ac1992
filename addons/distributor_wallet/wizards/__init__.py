from . import distributor_wallet_check
from . import distributor_wallet_opening
from . import distributor_wallet_topup
from . import merging
