from . import distributor_wallet_topup
