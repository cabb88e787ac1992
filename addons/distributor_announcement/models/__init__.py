from . import distributor_audience
from . import distributor_publication
from . import distributor_announcement_reading
from . import distributor_announcement
from . import distributor_marketing_category
from . import distributor_marketing_download
from . import distributor_marketing_file
from . import distributor_distributor
