from . import distributor_move
from . import distributor_tree_show
