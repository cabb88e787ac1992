from . import test_access
from . import test_accessibility
from . import test_book
from . import test_rows
from . import test_sheet
from . import test_drafts
