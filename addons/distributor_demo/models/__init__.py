from . import distributor_demo_people
from . import distributor_demo_today
from . import distributor_demo_papers
from . import distributor_demo_rights
from . import distributor_demo_members
from . import distributor_demo_applications
from . import distributor_demo_prices
from . import distributor_demo
