# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Commission: one invoice with three generations beside a plain customer's; accrual of
100,000 and of 1,000,000 invoice lines beside one bare statement that writes as many
rows. What commits works on a copy of the database, which is dropped again."""

from benches import _commission_accrual, _commission_posting
from copied import copied


def run(env, repeat):
    """Yield the lines to print."""
    yield from _commission_posting.measure(env, repeat)
    with copied(env) as database:
        yield from _commission_accrual.measure(database)
