from . import distributor_level
from . import distributor_upline
from . import distributor_lifecycle
from . import distributor_tree
from . import distributor_distributor
from . import distributor_chain
from . import sale_order
