# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Commission: accrual of 100,000 and of 1,000,000 invoice lines with three generations
beside one bare statement that writes as many rows. Works on a copy of the database,
which is dropped again."""

from benches import _commission_accrual
from copied import copied


def run(env, _repeat):
    """Yield the lines to print."""
    with copied(env) as database:
        yield from _commission_accrual.measure(database)
