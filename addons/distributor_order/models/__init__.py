from . import distributor_distributor
from . import sale_order_steps
from . import sale_order_timeline
from . import sale_order
from . import sale_order_line
from . import stock_move
from . import stock_picking
