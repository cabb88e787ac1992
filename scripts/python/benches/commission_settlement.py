# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Settling a month for 10,000 distributors beside bare statements, on an empty table
and with a history. Works on a copy of the database, which is dropped again."""

from benches import _commission_settlement
from copied import copied


def run(env, _repeat):
    """Yield the lines to print."""
    with copied(env) as database:
        yield from _commission_settlement.measure(database)
