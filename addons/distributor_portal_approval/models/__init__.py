from . import distributor_distributor
from . import sale_order
from . import tier_review
