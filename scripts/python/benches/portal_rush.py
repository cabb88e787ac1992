# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Fifty members of ten distributors order the same scarce goods in the portal at once,
some of them twice, from wallets that pay for a part: a real server with four workers,
asked as browsers do. Works on a copy of the database, which is dropped again."""

import os

from benches import _portal_rush
from copied import copied


def run(env, _repeat):
    """Yield the lines to print."""
    yield f"load of the machine {os.getloadavg()[0]:.1f}, {os.cpu_count()} CPUs"
    with copied(env) as database:
        yield from _portal_rush.measure(database)
