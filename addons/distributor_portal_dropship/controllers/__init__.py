from . import order_consumer
