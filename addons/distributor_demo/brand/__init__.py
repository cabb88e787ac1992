from .catalogue import DISTRIBUTORS, LEVEL_DISCOUNTS, PLACES, PRODUCTS
from .history import get_first_month, make_files
from .papers import make_licence_number, make_pdf
