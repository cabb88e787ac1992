from . import distributor_return_refuse
