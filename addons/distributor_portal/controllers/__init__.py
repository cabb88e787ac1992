from . import portal
from . import order
from . import wallet
from . import commission
from . import login
from . import application
from . import document
