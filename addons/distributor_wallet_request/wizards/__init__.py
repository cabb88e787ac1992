from . import distributor_wallet_limit
from . import distributor_wallet_refund_pay
from . import distributor_wallet_request_reason
