from . import distributor_approval_decide
