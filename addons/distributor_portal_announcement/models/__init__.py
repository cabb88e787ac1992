from . import distributor_announcement
from . import distributor_distributor
from . import distributor_marketing_file
from . import distributor_portal_list_files
from . import distributor_portal_list_messages
