# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What a basket says: products and quantities, in one text of an address.

>>> read_lines("12-6_15-2.5")
{12: 6.0, 15: 2.5}
>>> write_lines({12: 6.0, 15: 2.5})
'12-6_15-2.5'
>>> round_up(7, pack=6), round_up(2, minimum=5, pack=2), round_up(3)
(12.0, 6.0, 3.0)
>>> round_down(7, pack=6), round_down(4, minimum=5), round_down(5.5)
(6.0, 0.0, 5.5)
"""

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

MAX_LINES = 200
MAX_QUANTITY = 1_000_000
LINE = re.compile(r"([0-9]{1,9})-([0-9]{1,9}(?:[.,][0-9]{1,4})?)")


def read_lines(text):
    """Return {product id: quantity above zero}, in the order they were written.

    :raise ValueError: it is no basket; nothing of it is taken
    """
    lines = {}
    for part in filter(None, str(text or "").split("_")):
        found = LINE.fullmatch(part)
        if not found:
            raise ValueError(part[:32])
        product, quantity = int(found[1]), float(found[2].replace(",", "."))
        if quantity > MAX_QUANTITY:
            raise ValueError(part)
        if quantity:
            lines[product] = lines.get(product, 0.0) + quantity
    if len(lines) > MAX_LINES:
        raise ValueError(len(lines))
    return lines


def write_lines(lines):
    """Return the text of {product id: quantity}."""
    return "_".join(
        f"{product}-{number(quantity)}" for product, quantity in lines.items()
    )


def number(quantity):
    """Return a quantity without needless zeros: 6, 2.5.

    >>> number(6.0), number(2.50), number(1000000.0)
    ('6', '2.5', '1000000')
    """
    return f"{quantity:.4f}".rstrip("0").rstrip(".")


def round_up(quantity, minimum=0.0, pack=0.0):
    """Return the least quantity that is enough, in whole packs."""
    wanted = max(Decimal(str(quantity)), Decimal(str(minimum or 0)))
    if not pack:
        return float(wanted)
    size = Decimal(str(pack))
    packs = (wanted / size).quantize(Decimal("0.000001"))
    return float(packs.to_integral_value(ROUND_CEILING) * size)


def round_down(quantity, minimum=0.0, pack=0.0):
    """Return the most that is not more, in whole packs; 0 below the least quantity."""
    most = Decimal(str(quantity))
    if pack:
        size = Decimal(str(pack))
        packs = (most / size).quantize(Decimal("0.000001"))
        most = packs.to_integral_value(ROUND_FLOOR) * size
    return float(most) if most >= Decimal(str(minimum or 0)) else 0.0
