from . import distributor_price_comparison
from . import distributor_price_version
from . import distributor_price_inquiry
