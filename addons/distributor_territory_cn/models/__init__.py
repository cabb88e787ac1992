from . import distributor_territory_cn
