# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dataclasses import dataclass
from decimal import Decimal

from .money import CENT


@dataclass(frozen=True, slots=True)
class Tier:
    """What an amount of at least ``threshold`` brings: a percentage, a sum, or both."""

    threshold: Decimal
    percent: Decimal = Decimal(0)
    fixed: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a programme promises.

    ``marginal``: each step pays for the part of the amount that lies in it; otherwise
    the highest step reached pays for the whole amount. ``cumulated``: the steps are
    measured on all money of the programme; otherwise on each receipt by itself.
    ``maximum`` limits what one distributor gets in all.
    """

    tiers: tuple[Tier, ...]
    marginal: bool = False
    cumulated: bool = False
    maximum: Decimal | None = None
    unit: Decimal = CENT


@dataclass(frozen=True, slots=True)
class Event:
    """A movement of the money paid ahead, in the order in which it was booked.

    ``kind`` is "received", "returned" (paid out to the distributor) or "undone", which
    names in ``undoes`` the receipt or return it undoes. Money that does not count for
    the programme (``counts``) still decides which receipt a return goes back to.
    """

    key: int
    kind: str
    amount: Decimal
    counts: bool = True
    undoes: int | None = None
