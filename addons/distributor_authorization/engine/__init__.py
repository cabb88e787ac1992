from . import scope
from . import sellers
