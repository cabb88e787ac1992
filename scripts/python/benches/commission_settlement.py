# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Settling 100,000 and 1,000,000 lines × 3 entries of a month for 10,000 distributors
beside bare statements, on an empty table and with a history. Works on copies of the
database, which are dropped again."""

from benches import _commission_settlement
from copied import copied

PART_OF = "commission"


def run(env, _repeat):
    """Yield the lines to print; return the seconds of an entry."""
    with copied(env) as small, copied(env, small) as large:
        return (yield from _commission_settlement.measure(small, large))
