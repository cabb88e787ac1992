from .list_book import write_list
