from . import distributor_application_bulk
from . import distributor_application_dismiss
