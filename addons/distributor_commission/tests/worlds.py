# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Random channels, plans and sales, small enough that rules and sales meet."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from ..engine import Rule, Tier
from .engine_cases import DAYS, maybe

LEVELS = ("master", "regional", "country", "dealer", "store", "micro")
GOODS = 3
PEOPLE = 6
DEPTH = 5
CURRENCIES = (None, "EUR")
LATER = (date(2026, 4, 1), date(2026, 4, 30), date(2026, 5, 1))
PERIODS = ("month", "quarter", "year")

percents = st.integers(1, 80_000).map(lambda n: Decimal(n) / 10_000)
amounts = st.integers(1, 2_000).map(lambda n: Decimal(n) / 100)
caps = st.one_of(st.none(), st.integers(50, 2_000).map(lambda n: Decimal(n) / 100))
limits = maybe([Decimal("0.05"), Decimal(7), Decimal("33.33")], 2)


@st.composite
def trees(draw):
    """Return (place of the upline or None, level) of each, at most DEPTH deep."""
    found, depths = [], []
    for place in range(PEOPLE):
        above = [at for at in range(place) if depths[at] < DEPTH]
        # more often deep than wide
        upline = draw(st.sampled_from([None, *above, *above[-2:] * 3]))
        depth = 1 if upline is None else 1 + depths[upline]
        # an upline has a higher level, which leaves room for those below
        first = 0 if upline is None else found[upline][1] + 1
        last = max(first, len(LEVELS) - 1 - DEPTH + depth)
        found.append((upline, draw(st.integers(first, last))))
        depths.append(depth)
    return found


@st.composite
def tiers(draw):
    steps = draw(st.lists(st.integers(0, 12), min_size=1, max_size=3, unique=True))
    return tuple(Tier(Decimal(step * 100), draw(percents)) for step in sorted(steps))


@st.composite
def rules(draw):
    """Return rules whose conditions name places of lists; each has its sequence."""
    found = []
    for key in range(draw(st.integers(3, 7))):
        earner = draw(st.sampled_from(("upline", "upline", "differential", "buyer")))
        is_fixed = draw(st.sampled_from((False, False, True)))
        has_tiers = earner != "differential" and draw(st.booleans())
        product = draw(maybe(range(GOODS), 5))
        found.append(
            Rule(
                key,
                earner,
                draw(st.integers(1, 3)) if earner == "upline" else None,
                draw(amounts if is_fixed else percents),
                "fixed" if is_fixed else "percent",
                "quantity" if is_fixed else draw(st.sampled_from(("net", "margin"))),
                draw(tiers()) if has_tiers else (),
                draw(st.sampled_from(("marginal", "whole"))),
                draw(st.sampled_from(PERIODS)),
                draw(limits),
                draw(limits),
                sequence=10 + key,
                level=draw(maybe(range(len(LEVELS)), 5)),
                buyer_level=draw(maybe(range(len(LEVELS)), 7)),
                product=product,
                category=None if product is not None else draw(maybe(range(GOODS), 5)),
                date_start=draw(maybe(DAYS, 7)),
            )
        )
    return found


lines = st.tuples(st.integers(0, GOODS - 1), st.integers(1, 9), st.integers(1, 30_000))
sales = st.tuples(
    st.integers(2, PEOPLE - 1),
    st.sampled_from(CURRENCIES),
    st.sampled_from(DAYS),
    st.lists(lines, min_size=1, max_size=3),
)
steps = st.tuples(
    st.sampled_from(("refund", "reduce", "pay", "pay")),
    st.integers(0, 9),
    st.integers(1, 100),
    st.sampled_from(LATER),
)


@st.composite
def worlds(draw):
    return {
        "people": draw(trees()),
        "rules": draw(rules()),
        "cap": draw(caps),
        "sales": draw(st.lists(sales, min_size=2, max_size=3)),
        "steps": draw(st.lists(steps, min_size=2, max_size=4)),
    }
