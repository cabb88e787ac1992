# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The pages of a distributor about its commission: 1,000 entries in the table beside
1,000,000, half of them its own of five years, asked for in turn. Works on two copies of
the database, which are dropped again."""

import os

from benches import _commission_page
from copied import copied

PART_OF = "commission"


def run(env, repeat):
    """Yield the lines to print."""
    yield "load of the machine, 1, 5 and 15 minutes: {:.1f} {:.1f} {:.1f}".format(
        *os.getloadavg()
    )
    with copied(env) as small, copied(env, small) as large:
        yield from _commission_page.measure(small, large, repeat)
