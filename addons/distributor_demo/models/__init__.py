from . import distributor_demo_people
from . import distributor_demo_today
from . import distributor_demo
