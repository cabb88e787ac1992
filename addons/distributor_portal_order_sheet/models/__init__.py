from . import distributor_order_draft
from . import distributor_order_draft_line
from . import distributor_order_drafting
from . import distributor_order_sheet
from . import distributor_order_words
from . import distributor_distributor
