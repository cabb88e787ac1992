from . import distributor_commission_sold
from . import distributor_receipt
from . import res_company
from . import res_config_settings
