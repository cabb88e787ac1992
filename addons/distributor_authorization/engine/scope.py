# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What an authorisation covers, and how two of them relate. Plain Python, no ORM.

Products, categories and channels that are not named mean all of them; days are
inclusive, without a last day it holds until further notice.

>>> from datetime import date
>>> tea, green = 1, 2
>>> longjing = Item(7, (green, tea))
>>> upline = Rule(1, "A", 10, (30,), date(2026, 1, 1), categories=(Item(tea, (tea,)),))
>>> inside = Rule(2, "B", 11, (31, 30), date(2026, 2, 1), products=(longjing,))
>>> find_gaps(inside, [upline], inside.start, inside.end)
[]
>>> everything = Rule(3, "C", 11, (31, 30), date(2026, 2, 1))
>>> [gap.kind for gap in find_gaps(everything, [upline], everything.start, None)]
['product']
>>> overlap(upline, inside)
(datetime.date(2026, 2, 1), None)
"""

from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Item:
    """A product or a category; path holds the categories above it, nearest first, and
    a category itself."""

    id: int
    path: tuple = ()


@dataclass(frozen=True)
class Rule:
    """One authorisation; path leads from its territory up to the root."""

    id: int
    code: str
    distributor: int
    path: tuple
    start: date
    end: date | None = None
    exclusive: bool = False
    products: tuple = ()
    categories: tuple = ()
    channels: frozenset = frozenset()
    chain: tuple = ()
    suspended: bool = False

    @property
    def territory(self):
        return self.path[0]

    @property
    def covers_all_products(self):
        return not self.products and not self.categories

    def holds_on(self, day):
        return self.start <= day and (self.end is None or day <= self.end)

    def get_depth(self, item):
        """Return how specifically a product is covered, None when it is not.

        The product itself comes before its categories, a deeper one before a higher.
        """
        if any(product.id == item.id for product in self.products):
            return (2, 0)
        named = {category.id for category in self.categories}
        for height, category in enumerate(item.path):
            if category in named:
                return (1, -height)
        return (0, 0) if self.covers_all_products else None

    def covers_category(self, category):
        named = {one.id for one in self.categories}
        return self.covers_all_products or not named.isdisjoint(category.path)

    def covers_channel(self, channel):
        """Tell whether it holds in a channel; 0 asks for none in particular."""
        return not channel or not self.channels or channel in self.channels


@dataclass(frozen=True)
class Gap:
    """What sticks out of the upline's authorisations, from the first day on."""

    kind: str  # territory, product, category, channel or day
    item: int = 0
    first: date | None = None
    last: date | None = None


def overlap(one, two):
    """Return the common (first, last) days of two rules that share a place, a product
    and a channel, else None."""
    if one.territory not in two.path and two.territory not in one.path:
        return None
    if one.channels and two.channels and one.channels.isdisjoint(two.channels):
        return None
    if not _share_products(one, two):
        return None
    return clip(one.start, one.end, two.start, two.end)


def clip(start, end, other_start, other_end):
    """Return the days two spans share, None when there are none."""
    first = max(start, other_start)
    ends = [day for day in (end, other_end) if day is not None]
    last = min(ends, default=None)
    return None if last is not None and last < first else (first, last)


def _share_products(one, two):
    if one.covers_all_products or two.covers_all_products:
        return True
    if any(two.get_depth(product) for product in one.products):
        return True
    if any(one.get_depth(product) for product in two.products):
        return True
    return any(two.covers_category(category) for category in one.categories) or any(
        one.covers_category(category) for category in two.categories
    )


def find_gaps(wanted, uppers, start, end):
    """Return what of a rule lies outside the rules of its upline from start to end.

    Several rules of the upline may share the work: each product or category in each
    channel must be covered on every day by some rule.
    """
    around = [rule for rule in uppers if rule.territory in wanted.path]
    if not around:
        return [Gap("territory", wanted.territory, start, end)]
    gaps = []
    for kind, item, covers in _get_parts(wanted):
        fitting = [rule for rule in around if covers(rule)]
        if not fitting:
            gaps.append(Gap(kind, item, start, end))
            continue
        gaps += _find_channel_gaps(wanted, fitting, start, end)
    return list(dict.fromkeys(gaps))


def _get_parts(wanted):
    for product in wanted.products:
        yield (
            "product",
            product.id,
            lambda rule, item=product: rule.get_depth(item) is not None,
        )
    for category in wanted.categories:
        yield (
            "category",
            category.id,
            lambda rule, item=category: rule.covers_category(item),
        )
    if wanted.covers_all_products:
        yield "product", 0, lambda rule: rule.covers_all_products


def _find_channel_gaps(wanted, fitting, start, end):
    for channel in sorted(wanted.channels) or [0]:
        selling = [
            rule
            for rule in fitting
            if not rule.channels or (channel and channel in rule.channels)
        ]
        if not selling:
            yield Gap("channel", channel, start, end)
        elif gap := find_day_gap(selling, start, end):
            yield Gap("day", 0, *gap)


def find_day_gap(rules, start, end):
    """Return the first (first, last) days from start to end that no rule covers."""
    day = start
    for rule in sorted(rules, key=lambda one: one.start):
        if rule.end is not None and rule.end < day:
            continue
        if rule.start > day:
            last = rule.start - DAY
            return clip(start, end, day, last)
        if rule.end is None:
            return None
        day = rule.end + DAY
    return None if end is not None and day > end else (day, end)
