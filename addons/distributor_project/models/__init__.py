from . import project_project
from . import project_task
from . import distributor_member
from . import distributor_distributor
