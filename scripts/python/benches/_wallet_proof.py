# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The proof of many wallets beside the bare sums of the tables it looks at."""

import os
import time
from statistics import median

from benches._wallet_holds import make_wallets
from cloned import clone_rows, unburden

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import SQL

WALLETS = int(os.environ.get("BENCH_WALLETS", "100000"))
ENTRIES = 50  # of each wallet
ROUNDS = 3
BOUND = 3
SUMS = (
    "SELECT SUM(balance), SUM(held) FROM distributor_wallet",
    "SELECT wallet_id, SUM(amount) FROM distributor_wallet_entry GROUP BY wallet_id",
    "SELECT wallet_id, SUM(remaining) FROM distributor_wallet_hold GROUP BY wallet_id",
    "SELECT partner_id, SUM(amount_currency) FROM account_move_line"
    " WHERE parent_state = 'posted' GROUP BY partner_id",
)


def make_entries(cr, wallets):
    """Give each wallet its entries, journal items and balance, all in agreement.

    The n-th entry of a wallet is of the amount n.
    """
    cr.execute(
        "SELECT id, move_line_ref FROM distributor_wallet_entry"
        " WHERE wallet_id = (SELECT MIN(id) FROM distributor_wallet"
        " WHERE distributor_id = %s) LIMIT 1",
        [wallets.start - 1],
    )
    raise NotImplementedError
