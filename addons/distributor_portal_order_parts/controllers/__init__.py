from . import order_parts
from . import order_split
from . import order_merge
