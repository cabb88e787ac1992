from . import distributor_territory_cn_load
