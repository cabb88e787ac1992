from . import distributor_restock
from . import distributor_restock_words
from . import distributor_distributor
from . import res_company
from . import res_config_settings
