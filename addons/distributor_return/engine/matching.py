# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Which invoice lines a quantity that came back is credited on."""

from decimal import Decimal
from typing import NamedTuple


class Invoiced(NamedTuple):
    """A line of a posted invoice, and what of it was not credited yet."""

    key: int
    quantity: Decimal
    left: Decimal


def match(wanted, start, end, invoiced):
    """Return {key: quantity}: the invoice lines that billed these very goods first.

    Deliveries and invoices of an order line follow each other: the first goods that
    were delivered are the first that were invoiced. What those lines do not hold any
    more is taken from the others, the latest first.

    :param wanted: quantity to credit
    :param start: quantity that was delivered before these goods
    :param end: the same, with these goods
    :param invoiced: list of Invoiced, the oldest first

    >>> lines = [Invoiced(n, Decimal(q), Decimal(q)) for n, q in ((1, 6), (2, 4))]
    >>> match(Decimal(3), Decimal(0), Decimal(6), lines)
    {1: Decimal('3')}
    >>> match(Decimal(5), Decimal(6), Decimal(10), lines)
    {2: Decimal('4'), 1: Decimal('1')}
    """
    found = {}
    for line in _sort(start, end, invoiced):
        part = min(line.left, wanted)
        if part > 0:
            found[line.key] = part
            wanted -= part
    return found


def _sort(start, end, invoiced):
    """Return the lines that billed an interval of deliveries, then the others."""
    own, others = [], []
    position = Decimal(0)
    for line in invoiced:
        fits = max(start, position) < min(end, position + line.quantity)
        (own if fits else others).append(line)
        position += line.quantity
    return own[::-1] + others[::-1]
