from . import announcement
from . import marketing
