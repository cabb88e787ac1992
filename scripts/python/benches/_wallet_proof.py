# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The proof of many wallets beside the bare sums of the tables it looks at."""
# pylint: disable=invalid-commit; it works on a copy that is dropped

import os
import time
from statistics import median

from benches._wallet_holds import make_wallets
from bounds import at_most, exactly
from cloned import clone_rows, unburden

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import SQL

WALLETS = int(os.environ.get("BENCH_WALLETS", "100000"))
ENTRIES = 50  # of each wallet
ROUNDS = 3
LOADED = (
    "account_move_line",
    "distributor_wallet_entry",
    "distributor_wallet",
    "distributor_wallet_ledger",
)
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
    for table in LOADED:
        unburden(cr, table)
    cr.execute(
        "SELECT id, move_line_ref FROM distributor_wallet_entry"
        " ORDER BY id DESC LIMIT 1"
    )
    entry_id, line_id = cr.fetchone()
    cr.execute("SELECT MAX(id) FROM account_move_line")
    [base] = cr.fetchone()
    source = SQL(
        "generate_series(%s, %s) AS number, generate_series(1, %s) AS rank",
        1,
        ENTRIES,
        len(wallets),
    )
    # as they come in: one of each wallet after the other
    line = SQL("%s + (number - 1) * %s + rank", base, len(wallets))
    wallet = SQL("%s + rank", wallets.start - 1)
    clone_rows(
        cr,
        "account_move_line",
        line_id,
        source,
        id=line,
        partner_id=wallet,
        credit=SQL("number"),
        balance=SQL("-number"),
        amount_currency=SQL("-number"),
    )
    clone_rows(
        cr,
        "distributor_wallet_entry",
        entry_id,
        source,
        id=line,
        wallet_id=wallet,
        distributor_id=wallet,
        sequence=SQL("number"),
        amount=SQL("number"),
        balance_after=SQL("number * (number + 1) / 2"),
        key=SQL("'bench:' || %s", line),
        move_line_ref=line,
    )
    total = ENTRIES * (ENTRIES + 1) // 2
    cr.execute(
        "UPDATE distributor_wallet SET balance = %s, sequence = %s, held = 0"
        " WHERE id >= %s",
        [total, ENTRIES, wallets.start],
    )
    cr.execute(
        "INSERT INTO distributor_wallet_ledger (company_id, account_id, partner_id,"
        " currency_id, balance) SELECT company_id, account_id, partner_id, currency_id,"
        " balance FROM distributor_wallet WHERE id >= %s",
        [wallets.start],
    )
    cr.commit()
    for table in LOADED:
        cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))
    cr.commit()


def measure(database):
    """Yield the lines to print: the best of interleaved rounds counts."""
    registry = Registry(database)
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        wallets = make_wallets(env, WALLETS)
        make_entries(cr, wallets)
    bare, proof = [], []
    for _round in range(ROUNDS):
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            start = time.perf_counter()
            for statement in SUMS:
                cr.execute(statement)
                cr.fetchall()
            bare.append(time.perf_counter() - start)
            start = time.perf_counter()
            differences = env["distributor.wallet"]._get_differences()
            proof.append(time.perf_counter() - start)
    yield f"{f'bare sums of {WALLETS * ENTRIES:,} entries':<40}{median(bare):>9.1f} s"
    yield f"{'proof':<40}{median(proof):>9.1f} s"
    ratio = median(p / b for p, b in zip(proof, bare, strict=True))
    yield at_most(f"{'  / bare sums':<40}{ratio:>9.2f}", ratio, BOUND)
    yield exactly(f"{'differences':<40}{len(differences):>9}", len(differences), 0)
