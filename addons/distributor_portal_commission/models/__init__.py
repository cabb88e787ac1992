from . import distributor_commission_dispute
from . import distributor_commission_dispute_talk
from . import distributor_commission_entry
from . import distributor_commission_settlement
from . import distributor_distributor
from . import distributor_portal_list_disputes
