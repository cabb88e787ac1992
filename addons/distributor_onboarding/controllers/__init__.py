from . import apply
from . import application
