from .order_book import write_order_book
