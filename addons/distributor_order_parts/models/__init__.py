from . import sale_order_split
from . import sale_order
from . import sale_order_line
