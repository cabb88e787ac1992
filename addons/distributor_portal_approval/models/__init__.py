from . import distributor_distributor
from . import sale_order
from . import tier_review
from . import distributor_portal_list_approvals
