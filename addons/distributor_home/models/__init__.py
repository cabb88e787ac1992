from . import distributor_home
from . import sale_order
