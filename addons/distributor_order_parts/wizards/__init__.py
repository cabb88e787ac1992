from . import distributor_order_split
