from .statement_book import write_statement
