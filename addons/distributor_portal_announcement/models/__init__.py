from . import distributor_announcement
from . import distributor_marketing_file
from . import distributor_distributor
