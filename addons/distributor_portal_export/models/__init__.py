from . import distributor_portal_export_run
from . import distributor_portal_export_file
from . import distributor_portal_export
from . import distributor_portal_export_part
