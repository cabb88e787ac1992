from . import matcher
from . import resolver
