from .matching import Invoiced, match
