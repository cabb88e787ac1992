from . import distributor_distributor
