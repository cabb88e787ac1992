from . import distributor_portal_list_counts
from . import distributor_stock_count
from . import distributor_stock_report
from . import distributor_distributor
