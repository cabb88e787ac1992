# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from . import distributor_import_snapshot
from . import distributor_import_master
from . import distributor_import_ships
from . import distributor_import_orders
from . import distributor_import_loader
from . import distributor_import_summary
from . import distributor_import_runner
from . import distributor_import_line
from . import distributor_import_display
from . import distributor_import_background
from . import distributor_import
from . import account_payment
from . import sale_order
from . import stock_picking
from . import account_move_line
