# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from . import test_reader
from . import test_reader_property
from . import test_import
from . import test_import_wallets
from . import test_import_document
from . import test_cli
from . import test_access
