# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Accrual of 100,000 and of 1,000,000 invoice lines beside one bare statement that
writes as many rows. Works on a copy of the database, which is dropped again."""

from benches import _commission_accrual
from copied import copied

PART_OF = "commission"


def run(env, _repeat):
    """Yield the lines to print; return the seconds of an entry."""
    with copied(env) as database:
        return (yield from _commission_accrual.measure(database))
