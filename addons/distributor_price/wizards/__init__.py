from . import distributor_price_comparison
from . import distributor_price_version
