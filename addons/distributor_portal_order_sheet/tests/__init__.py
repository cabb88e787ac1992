from . import test_access
from . import test_back_office
from . import test_rows
from . import test_sheet
