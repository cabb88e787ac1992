# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What goes into the engine and what comes out of it.

What there are millions of are named tuples, which are the cheapest to make.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

ZERO = Decimal(0)


class Link(NamedTuple):
    """One place in the chain of a sale: generation 0 is the buyer, 1 its upline.

    A place that does not earn keeps its generation, so that nobody moves up; ``why``
    tells what is in the way: "level" or "person".
    """

    generation: int
    beneficiary: int
    level: int
    earns: bool = True
    why: str = ""


class Fact(NamedTuple):
    """What was sold, where, to whom and when: one line of a document.

    ``categories`` leads from the root category down to the product's own,
    ``territories`` from the root down to the ship-to; ``chain`` begins with the buyer
    and goes up; ``owner`` holds the ship-to territory. Facts are computed by ``key``.
    """

    key: int
    date: date
    net: Decimal
    margin: Decimal
    quantity: Decimal
    product: int
    categories: tuple[int, ...] = ()
    territories: tuple[int, ...] = ()
    channel: int | None = None
    chain: tuple[Link, ...] = ()
    owner: Link | None = None
    order: int | None = None


class Tier(NamedTuple):
    """The rate that applies from the threshold on."""

    threshold: Decimal
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Rule:
    """Who earns how much of what, and under which conditions; empty fits all.

    ``earner`` is "upline" (of the ``generation``), "differential", "territory" (its
    owner) or "buyer"; ``generation`` is read for uplines only. A "percent" is taken of
    the net or the margin, a "fixed" rate is an amount for each unit of the quantity.
    ``tiers`` replace the rate: the one that applies depends on the basis this rule has
    seen for this beneficiary in the period. ``territory`` and ``category`` include
    what is below them, ``date_end`` is the first day that is not valid.
    """

    key: int
    earner: str = "upline"
    generation: int | None = None
    rate: Decimal = ZERO
    rate_kind: str = "percent"
    basis: str = "net"
    tiers: tuple[Tier, ...] = ()
    tier_mode: str = "marginal"
    period: str = "month"
    max_order: Decimal | None = None
    max_period: Decimal | None = None
    sequence: int = 10
    level: int | None = None
    buyer_level: int | None = None
    product: int | None = None
    category: int | None = None
    territory: int | None = None
    channel: int | None = None
    date_start: date | None = None
    date_end: date | None = None


class Lost(NamedTuple):
    """A rule that fits too, and why another one was taken.

    ``why`` is "broader" (the winner is narrower) or "later" (its sequence).
    """

    rule: int
    why: str


class Meter(NamedTuple):
    """Running totals of a rule and a beneficiary, over an order or a period.

    Its key is ``(rule, beneficiary, ("order", order))`` or
    ``(rule, beneficiary, ("period", first day))``.
    """

    volume: Decimal = ZERO
    paid: Decimal = ZERO


class Line(NamedTuple):
    """What one beneficiary earns on one fact, with all that explains the amount.

    ``basis_kind`` is "net", "margin" or "quantity"; ``volume_before`` the basis seen
    in the period before this fact (rules with tiers only); ``amount_before`` the
    rounded share before limits; ``limits`` those that reduced it, in order, of
    "order", "period", "margin" and "cap" (what all together are of the margin and of
    the net). The rate of a differential is what is left of it, the
    rate of tiers the one that is reached.
    """

    fact: int
    beneficiary: int
    earner: str
    generation: int
    level: int
    rule: int
    rate: Decimal
    rate_kind: str
    basis: Decimal
    basis_kind: str
    volume_before: Decimal | None
    amount_before: Decimal
    amount: Decimal
    limits: tuple[str, ...] = ()


class Outcome(NamedTuple):
    """Why a place earns or not.

    ``reason`` is "earns", "no rule", "generations end", "level" or "person" (the place
    earns nothing), "nothing left" (of a differential), "limit", "no owner" or "zero".
    ``link`` is empty when the territory has no owner.
    """

    link: Link | None
    earner: str
    rule: Any  # Rule or None
    lost: tuple[Lost, ...]
    reason: str
    line: Line | None
