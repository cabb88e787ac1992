# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class Link(NamedTuple):
    """One place in the chain of a sale: generation 0 is the buyer, 1 its upline.

    A place that does not earn keeps its generation, so that nobody moves up.
    """

    generation: int
    beneficiary: int
    level: int
    earns: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    """What was sold, to whom and when: one line of a posted invoice.

    ``categories`` leads from the root category down to the product's own.
    """

    key: str
    date: date
    net: Decimal
    quantity: Decimal
    product: int
    categories: tuple[int, ...]
    chain: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Who earns how much. An empty condition fits all."""

    key: int
    generation: int
    rate: Decimal
    sequence: int = 10
    level: int | None = None
    product: int | None = None
    category: int | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """A rule that fits too, and why another one was taken.

    ``why`` is "broader" (the winner fits fewer sales) or "later" (its sequence).
    """

    rule: int
    why: str


@dataclass(frozen=True, slots=True)
class Line:
    """What one beneficiary earns on one fact, with all that explains the amount."""

    fact: str
    beneficiary: int
    generation: int
    level: int
    rule: int
    rate: Decimal
    basis: Decimal
    amount: Decimal
    lost: tuple[Lost, ...] = ()
