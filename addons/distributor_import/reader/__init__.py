# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Reading and checking the CSV files of a channel, without Odoo.

``read(contents, snapshot)`` takes the bytes of the files and what the database
already holds as plain dicts, and gives a :class:`Channel`: frozen records plus
every issue found (file, line, column, value, reason). ``make_plan`` then says
what would be created, updated and skipped. Nothing here touches a database.
"""

from .archive import ArchiveError, read_archive
from .channel import Channel, Snapshot, read
from .plan import Change, Plan, make_plan
from .reasons import REASONS, explain
from .records import Distributor, Issue, Order, OrderLine, Product, Territory, TopUp
from .schema import FILES, KINDS, OPTIONAL_FILES
