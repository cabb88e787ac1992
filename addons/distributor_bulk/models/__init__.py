from . import distributor_exchange_columns
from . import distributor_exchange_differences
from . import distributor_exchange_apply
from . import distributor_exchange
from . import distributor_exchange_line
from . import distributor_distributor
