from . import distributor_statement_decide
from . import distributor_statement_make
