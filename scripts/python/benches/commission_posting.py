# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""One invoice with three generations beside a plain customer's, and with a million old
entries beside an empty table. What commits works on copies of the database, which are
dropped again."""

from benches import _commission_posting
from copied import copied

PART_OF = "commission"


def run(env, repeat):
    """Yield the lines to print."""
    yield from _commission_posting.measure(env, repeat)
    with copied(env) as small, copied(env, small) as large:
        yield from _commission_posting.measure_history(small, large, repeat)
