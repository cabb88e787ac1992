# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Random sales and plans for the engine, in a world small enough to have collisions."""

from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from ..engine import Fact, Link, Rule, Tier
from . import oracle

CHAIN = (Link(0, 4, 40), Link(1, 3, 30), Link(2, 2, 20), Link(3, 1, 10))
PLAN = tuple(
    Rule(n, "upline", n, Decimal(rate)) for n, rate in ((1, 5), (2, 3), (3, 2))
)

LEVELS = (10, 20, 30)
# paths from the root: 1 above 2 above 3, and 4 beside
PATHS = {1: (1,), 2: (1, 2), 3: (1, 2, 3), 4: (4,)}
PRODUCTS = {n: PATHS[(n - 1) // 2 + 1] for n in range(1, 9)}
CHANNELS = (None, 1, 2)
TREE = (
    {("category", key): path for key, path in PATHS.items()}
    | {("territory", key): path for key, path in PATHS.items()}
    | {("product", key): path for key, path in PRODUCTS.items()}
)
# edges of a month, a quarter and a year
DAYS = (
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2026, 1, 31),
    date(2026, 2, 1),
    date(2026, 3, 31),
    date(2026, 4, 1),
)
UNITS = (Decimal("0.01"), Decimal("0.05"), Decimal(1))
MAX_COUNT = 100

cents = st.integers(-10_000_000, 10_000_000).map(lambda n: Decimal(n) / 100)
small = st.integers(-200_000, 200_000).map(lambda n: Decimal(n) / 100)
positive = st.integers(1, 10_000_000).map(lambda n: Decimal(n) / 100)
rates = st.integers(0, 400_000).map(lambda n: Decimal(n) / 10_000)
limits = st.one_of(st.none(), st.integers(0, 200_000).map(lambda n: Decimal(n) / 1000))
caps = st.one_of(st.none(), st.integers(0, 2_000).map(lambda n: Decimal(n) / 100))
units = st.sampled_from(UNITS)


def maybe(values, empty):
    """Empty, so many times as often as filled with one of the values."""
    return st.sampled_from((None,) * empty * len(values) + tuple(values))


@st.composite
def tiers(draw):
    steps = draw(st.lists(st.integers(0, 20), min_size=1, max_size=3, unique=True))
    return tuple(Tier(Decimal(step * 100), draw(rates)) for step in sorted(steps))


@st.composite
def conditions(draw, empty):
    product = draw(maybe(PRODUCTS, empty))
    return {
        "level": draw(maybe(LEVELS, empty)),
        "buyer_level": draw(maybe(LEVELS, empty)),
        "product": product,
        "category": None if product else draw(maybe(PATHS, empty)),
        "territory": draw(maybe(PATHS, empty)),
        "channel": draw(maybe((1, 2), empty)),
        "date_start": draw(maybe(DAYS, empty)),
        "date_end": draw(maybe(DAYS, empty)),
        "sequence": draw(st.sampled_from((10, 20))),
    }


@st.composite
def rules(draw, earners=oracle.ORDER, with_limits=True, empty=5):
    """Few conditions are filled (one in six), or nothing would fit anything."""
    found = []
    for key in range(1, draw(st.integers(1, 8)) + 1):
        earner = draw(st.sampled_from(earners))
        has_tiers = with_limits and earner != "differential" and draw(st.booleans())
        found.append(
            Rule(
                key,
                earner,
                draw(st.integers(1, 3)) if earner == "upline" else None,
                draw(rates),
                draw(st.sampled_from(("percent", "fixed"))),
                draw(st.sampled_from(("net", "margin"))),
                draw(tiers()) if has_tiers else (),
                draw(st.sampled_from(("marginal", "whole"))),
                draw(st.sampled_from(("month", "quarter", "year"))),
                draw(limits) if with_limits else None,
                draw(limits) if with_limits else None,
                **draw(conditions(empty)),
            )
        )
    return found


def links(generation, earner):
    return st.builds(
        Link,
        st.just(generation),
        st.just(earner),
        st.sampled_from(LEVELS),
        st.sampled_from((True, True, False)),
        st.sampled_from(("", "level", "person")),
    )


@st.composite
def facts(draw, amounts=small, max_size=6):
    found = []
    for key in range(draw(st.integers(1, max_size))):
        product = draw(st.sampled_from(sorted(PRODUCTS)))
        buyer = draw(st.sampled_from((900, 901)))
        length = draw(st.integers(0, 5))
        chain = tuple(draw(links(n, buyer + n)) for n in range(length))
        found.append(
            Fact(
                key,
                draw(st.sampled_from(DAYS)),
                draw(amounts),
                draw(amounts),
                draw(st.integers(-20, 20).map(Decimal)),
                product,
                PRODUCTS[product],
                draw(st.sampled_from(list(PATHS.values()))),
                draw(st.sampled_from(CHANNELS)),
                chain,
                draw(st.one_of(st.none(), links(0, buyer), links(0, 999))),
                draw(st.integers(1, 2)),
            )
        )
    return found


def make_fact(net="100", key=1, *, margin="0", quantity="1", day=None, **values):
    """Return one sale of the worked examples."""
    day = day or date(2026, 1, 2)
    amounts = (Decimal(net), Decimal(margin), Decimal(quantity))
    values = {"product": 1, "categories": (10, 20), "chain": CHAIN, **values}
    return Fact(key, day, *amounts, **values)


def negate(fact):
    opposite = {name: -getattr(fact, name) for name in ("net", "margin", "quantity")}
    return fact._replace(**opposite)


check = settings(
    max_examples=MAX_COUNT,
    deadline=None,
    derandomize=True,
    database=None,
    # a busy machine is no reason to fail
    suppress_health_check=[HealthCheck.too_slow],
)
