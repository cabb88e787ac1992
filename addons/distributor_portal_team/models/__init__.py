from . import distributor_distributor
from . import distributor_team_sales
from . import res_company
from . import res_config_settings
from . import distributor_portal_list_team
