from . import order_choose
from . import order_check
from . import order_address
from . import order_page
