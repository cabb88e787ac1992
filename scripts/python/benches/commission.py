# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Commission, all of it: posting, accrual, settlement, the pages and the workers, each
callable by its own name as well; and accrual with settlement beside the rate of the
commission modules of the OCA."""

from benches import (
    commission_accrual,
    commission_page,
    commission_posting,
    commission_settlement,
    commission_workers,
)
from bounds import at_least

# Lines of agents a second that the wizard of commission_oca 19.0.2.0.0 settles on a
# machine like this one, at its best: 150,000 of 10,000 invoices in 44.7 s, on an empty
# history and without what posting the invoices took. An entry is what is a line there.
OCA_RATE, OCA_FACTOR = 3350, 25


def run(env, repeat):
    """Yield the lines to print."""
    yield from title(commission_posting)
    yield from commission_posting.run(env, repeat)
    yield from title(commission_accrual)
    accrual = yield from commission_accrual.run(env, repeat)
    yield from title(commission_settlement)
    settlement = yield from commission_settlement.run(env, repeat)
    rate = 1 / (accrual + settlement)
    yield f"{'entries a second, accrued and settled':<44}{rate:>9,.0f}"
    ratio = rate / OCA_RATE
    line = f"{f'  / {OCA_RATE:,}, the rate of the OCA':<44}{ratio:>9.1f}"
    yield at_least(line, ratio, OCA_FACTOR)
    for bench in (commission_page, commission_workers):
        yield from title(bench)
        yield from bench.run(env, repeat)


def title(bench):
    name = bench.__name__.rpartition(".")[2]
    yield f"-- {name}: {' '.join(bench.__doc__.split())}"
