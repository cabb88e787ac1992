from . import distributor_demo
from . import distributor_demo_people
from . import distributor_demo_today
