from . import distributor_reason_mixin
from . import distributor_exit_mixin
from . import distributor_bulk
from . import distributor_move
from . import distributor_tree_show
from . import distributor_suspend
from . import distributor_terminate
from . import distributor_close
