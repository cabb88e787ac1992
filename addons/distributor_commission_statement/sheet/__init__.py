from .commission_book import write_commission
