from . import portal
from . import order
from . import wallet
from . import commission
from . import login
from . import document
from . import members
from . import prices
