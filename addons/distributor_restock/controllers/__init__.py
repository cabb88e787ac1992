from . import restock
