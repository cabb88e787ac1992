from . import address
from . import matcher
from . import resolver
