from . import distributor_wallet_topup
from . import merging
