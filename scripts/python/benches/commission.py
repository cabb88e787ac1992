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

# What commission_oca 19.0.2.0.0 does a second on a machine like this one, counted in
# lines of agents, which is what an entry is here: with an empty history each takes
# 0.37 ms more to post and 0.285 ms to settle; behind a million old lines 3,000 of them
# are settled in 18.5 s.
OCA_RATE, OCA_FACTOR = 1527, 25
OCA_RATE_LATE = 162


def run(env, repeat):
    """Yield the lines to print."""
    yield from title(commission_posting)
    yield from commission_posting.run(env, repeat)
    yield from title(commission_accrual)
    accrual = yield from commission_accrual.run(env, repeat)
    yield from title(commission_settlement)
    settlement = yield from commission_settlement.run(env, repeat)
    yield from title(commission_page)
    yield from commission_page.run(env, repeat)
    yield from title(commission_workers)
    workers = yield from commission_workers.run(env, repeat)
    yield from compare(1 / (accrual + settlement), 1 / (workers + settlement))


def compare(alone, workers):
    """Yield the rates, in entries a second, beside those of the OCA.

    The bound is for the machine as a whole, which the OCA's modules cannot use.
    """
    for label, rate in (("in one process", alone), ("by workers", workers)):
        yield f"{f'entries a second, accrued {label} and settled':<52}{rate:>9,.0f}"
        label = f"  / {OCA_RATE_LATE:,}, the OCA behind a million old lines"
        yield f"{label:<52}{rate / OCA_RATE_LATE:>9.1f}"
        label, ratio = f"  / {OCA_RATE:,}, the OCA", rate / OCA_RATE
        line = f"{label:<52}{ratio:>9.1f}"
        yield line if rate == alone else at_least(line, ratio, OCA_FACTOR)


def title(bench):
    name = bench.__name__.rpartition(".")[2]
    yield f"-- {name}: {' '.join(bench.__doc__.split())}"
