from . import keys
from . import lookup
from . import normalize
