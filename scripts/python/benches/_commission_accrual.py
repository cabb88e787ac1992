# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Accrual of many invoice lines beside one bare INSERT … SELECT of as many rows."""
# pylint: disable=invalid-commit; it works on a copy that is dropped

import os
import time
from pathlib import Path

from benches._commission_documents import (
    GENERATIONS,
    LINES_OF_A_DOCUMENT,
    make_documents,
)
from bounds import at_most

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import SQL, split_every

SMALL = int(os.environ.get("BENCH_COMMISSION_SMALL", "100000"))
LARGE = int(os.environ.get("BENCH_COMMISSION_LARGE", "1000000"))
BOUND, GROWTH_BOUND, MEMORY_BOUND = 5, 1.2, 1024
BARE = """
    INSERT INTO bench_entry (
           company_id, currency_id, source_id, document_id, beneficiary_id, kind, date,
           due_date, earner, generation, level_id, version_id, rule_id, move_line_id,
           sale_line_id, product_id, rate, rate_kind, basis, basis_kind, source_basis,
           amount_before, amount, user_id)
    SELECT move.company_id, move.currency_id, move.id, move.id, chain.distributor_id,
           'accrual', move.invoice_date, move.invoice_date, 'upline', chain.generation,
           chain.level_id, 1, 1, line.id, rel.order_line_id, line.product_id, 5,
           'percent', -line.balance, 'net', -line.amount_currency,
           ROUND(-line.balance * 0.05, 2), ROUND(-line.balance * 0.05, 2), 1
      FROM account_move AS move
      JOIN account_move_line AS line ON line.move_id = move.id
      JOIN sale_order_line_invoice_rel AS rel ON rel.invoice_line_id = line.id
      JOIN distributor_chain AS chain
        ON chain.order_id = move.id AND chain.generation > 0
     WHERE move.id = ANY(%(moves)s) AND line.display_type = 'product'
"""


def measure_bare(cr, moves):
    """Return the seconds of one bare statement into a table with two indexes."""
    cr.execute("DROP TABLE IF EXISTS bench_entry")
    cr.execute(
        "CREATE TABLE bench_entry (LIKE distributor_commission_entry"
        " INCLUDING DEFAULTS)"
    )
    cr.execute(
        "ALTER TABLE bench_entry ALTER id SET DEFAULT"
        " nextval('distributor_commission_entry_id_seq')"
    )
    cr.execute("ALTER TABLE bench_entry ADD PRIMARY KEY (id)")
    cr.execute("CREATE INDEX ON bench_entry (source_id)")
    cr.execute("CREATE INDEX ON bench_entry (beneficiary_id, date, id)")
    cr.commit()
    start = time.perf_counter()
    cr.execute(SQL(BARE, moves=list(moves)))
    rows = cr.rowcount
    cr.commit()
    seconds = time.perf_counter() - start
    expected = len(moves) * LINES_OF_A_DOCUMENT * GENERATIONS
    if rows != expected:
        raise RuntimeError(f"{rows} rows instead of {expected}")
    return seconds


def measure_accrual(env, moves):
    """Return the seconds of booking invoices, batch by batch, once it was checked."""
    booking = env["distributor.commission.booking"]
    start = time.perf_counter()
    for batch in split_every(4000, moves):
        booking._book_batch(batch)
        env.cr.commit()
        env.invalidate_all()
    seconds = time.perf_counter() - start
    check(env.cr, moves)
    return seconds


def check(cr, moves):
    """Compare number and sum with what plain SQL makes of rules and rates."""
    cr.execute(
        """
        SELECT COUNT(*), SUM(entry.amount),
               SUM(ROUND(entry.basis * entry.rate / 100, 2)),
               COUNT(DISTINCT (entry.move_line_id, entry.generation))
          FROM distributor_commission_entry AS entry
          JOIN distributor_commission_source AS source ON source.id = entry.source_id
         WHERE source.move_id BETWEEN %s AND %s
        """,
        [moves[0], moves[-1]],
    )
    rows, amount, again, distinct = cr.fetchone()
    expected = len(moves) * LINES_OF_A_DOCUMENT * GENERATIONS
    if (rows, distinct) != (expected, expected) or amount != again:
        raise RuntimeError(f"{rows}, {distinct}, {amount}, {again}: not {expected}")


def get_memory():
    """Return the most memory this process had since `forget_memory`, in MB."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    [peak] = [line.split()[1] for line in lines if line.startswith("VmHWM:")]
    return int(peak) / 1024


def forget_memory():
    Path("/proc/self/clear_refs").write_text("5", encoding="utf-8")


def measure(database):
    """Yield the lines to print; return the seconds of an entry of the large batch."""
    per_line = {}
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        lines = SMALL + LARGE
        moves = make_documents(env, lines // LINES_OF_A_DOCUMENT)
        few = SMALL // LINES_OF_A_DOCUMENT
        # warms the caches of rules and of the documents
        measure_bare(cr, moves[:few])
        forget_memory()
        for size, part in ((SMALL, moves[:few]), (LARGE, moves[few:])):
            bare = measure_bare(cr, part)
            seconds = measure_accrual(env, part)
            per_line[size] = seconds / size
            yield from tell(size, bare, seconds)
        memory = get_memory()
    growth = per_line[LARGE] / per_line[SMALL]
    label = "per line, large / small"
    yield at_most(f"{label:<44}{growth:>9.2f}", growth, GROWTH_BOUND)
    yield at_most(f"{'memory':<44}{memory:>9.0f} MB", memory, MEMORY_BOUND)
    return per_line[LARGE] / GENERATIONS


def tell(size, bare, seconds):
    rows = size * GENERATIONS
    yield f"{f'bare insert of {rows:,} rows':<44}{bare:>9.2f} s"
    yield f"{f'accrual of {size:,} lines':<44}{seconds:>9.2f} s"
    ratio = seconds / bare
    yield at_most(f"{'  / bare':<44}{ratio:>9.2f}", ratio, BOUND)
    yield f"{'  lines a second':<44}{size / seconds:>9,.0f}"
