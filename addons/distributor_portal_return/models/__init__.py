from . import distributor_return_timeline
from . import distributor_return
from . import sale_order
