# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Rows of an order sheet to quantities by address. Plain Python, no ORM.

>>> items = {"TEA": Item(1, 0.0, 6.0), "POT": Item(2, 2.0, 0.0)}
>>> rows = [
...     (3, {"code": "TEA", "quantity": "12", "ship": "Shop"}),
...     (4, {"code": "POT", "quantity": "1", "ship": "Depot"}),
...     (5, {"code": "POT", "quantity": "", "ship": "Depot"}),
... ]
>>> found = read_rows(rows, items, {"Shop": 8, "Depot": 9})
>>> found.lines
{8: {1: Decimal('12')}}
>>> [(error.number, error.column, error.code) for error in found.errors]
[(4, 'quantity', 'minimum')]
"""

import re
import unicodedata
from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple

from odoo.addons.distributor_portal_order.engine.quantities import (
    MAX_LINES,
    MAX_QUANTITY,
    round_up,
)

# what a comma before three digits means is known to who wrote it only
NUMBER = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,20})|,([0-9]{1,2}|[0-9]{4}))?")
NEGATIVE = re.compile(r"[-−][0-9.,]*[0-9]")
# what a spreadsheet calculates is this much off at most
NOISE = Decimal("0.000000001")


class Item(NamedTuple):
    """A product that may be ordered: the least of it, and how many make a pack."""

    key: int
    minimum: float = 0.0
    pack: float = 0.0


class RowError(NamedTuple):
    """What is wrong in a row, or in several that are added up."""

    numbers: tuple
    column: str
    code: str
    params: dict

    @property
    def number(self):
        return self.numbers[0]


class Row(NamedTuple):
    """A row that is right by itself."""

    number: int
    place: int
    item: Item
    quantity: Decimal


class Found:
    """What a sheet orders: accepted rows, errors, and each row in one of them."""

    def __init__(self):
        self.accepted = []
        self.errors = []

    @property
    def lines(self):
        """Return {place: {product: quantity}}."""
        lines = {}
        for row in self.accepted:
            products = lines.setdefault(row.place, {})
            products[row.item.key] = products.get(row.item.key, 0) + row.quantity
        return lines

    @property
    def repeated(self):
        """Return [(numbers, place, product, quantity)] of rows that are added up."""
        return [
            (tuple(row.number for row in rows), place, key, _total(rows))
            for (place, key), rows in _group(self.accepted).items()
            if len(rows) > 1
        ]

    def refuse(self, rows, column, code, **params):
        """Make errors of accepted rows: one for all of them."""
        numbers = tuple(row.number for row in rows)
        self.accepted = [row for row in self.accepted if row not in rows]
        self.errors.append(RowError(numbers, column, code, params))

    def sort(self):
        self.errors.sort(key=lambda error: (error.number, error.column))
        return self


def read_quantity(text, digits=2):
    """Return the quantity (Decimal) that a cell holds, 0 for an empty one.

    >>> read_quantity("12"), read_quantity("2,5"), read_quantity("１２")
    (Decimal('12'), Decimal('2.5'), Decimal('12'))
    >>> read_quantity("1,000")
    Traceback (most recent call last):
    ValueError: not_number

    :raise ValueError: its text says what is wrong
    """
    text = unicodedata.normalize("NFKC", text).strip()
    if not text:
        return Decimal(0)
    if text.startswith("="):
        raise ValueError("formula")
    if NEGATIVE.fullmatch(text):
        raise ValueError("negative")
    if not NUMBER.fullmatch(text):
        raise ValueError("not_number")
    exact = Decimal(text.replace(",", "."))
    rounded = round(exact, digits)
    if abs(exact - rounded) > NOISE:
        raise ValueError("too_precise")
    if rounded > MAX_QUANTITY:
        raise ValueError("too_much")
    whole = rounded.to_integral_value()
    return whole if whole == rounded else rounded.normalize()


def read_rows(rows, items, places, digits=2):
    """Return the ``Found`` of the rows of a sheet.

    :param rows: [(number, {column: text})], columns code, quantity and ship
    :param items: {code: Item, or the code of the error of that code}
    :param places: {text: id of the address}; a single one need not be named
    :param digits: decimals of a quantity
    """
    found = Found()
    for number, cells in rows:
        texts = {name: cells.get(name) or "" for name in ("code", "quantity", "ship")}
        values, errors = _read_row(texts, items, places, digits)
        if errors:
            found.errors += [
                RowError((number,), column, code, {"text": texts[column]})
                for column, code in errors
            ]
        elif values["quantity"]:
            found.accepted.append(
                Row(number, values["ship"], values["code"], values["quantity"])
            )
    _check_sums(found)
    _check_size(found)
    return found.sort()


def _read_row(texts, items, places, digits):
    """Return ({column: value}, [(column, code of the error)]) of a row."""
    values, errors = {}, []
    try:
        values["quantity"] = read_quantity(texts["quantity"], digits)
    except ValueError as error:
        errors.append(("quantity", str(error)))
    if not errors and not values["quantity"]:
        return values, errors
    item = items.get(texts["code"], "unknown" if texts["code"] else "no_code")
    if isinstance(item, Item):
        values["code"] = item
    else:
        errors.append(("code", item))
    if not texts["ship"] and len(places) == 1:
        [values["ship"]] = places.values()
    elif texts["ship"] in places:
        values["ship"] = places[texts["ship"]]
    else:
        errors.append(("ship", "place" if texts["ship"] else "no_place"))
    return values, errors


def _group(rows):
    groups = {}
    for row in rows:
        groups.setdefault((row.place, row.item.key), []).append(row)
    return groups


def _total(rows):
    return sum((row.quantity for row in rows), Decimal(0))


def _check_sums(found):
    """Refuse what is no whole number of packs or too little, all rows together."""
    for rows in _group(found.accepted).values():
        item, total = rows[0].item, _total(rows)
        more = Decimal(str(round_up(total, item.minimum, item.pack)))
        if total > MAX_QUANTITY:
            found.refuse(rows, "quantity", "too_much", text=str(total))
        elif more != total:
            least = Decimal(str(round_up(0, item.minimum, item.pack)))
            code = "minimum" if total < least else "not_pack"
            less = max(least, _round_down(total, item.pack))
            found.refuse(
                rows,
                "quantity",
                code,
                item=item.key,
                text=f"{total:f}",
                less=less,
                more=more,
            )


def _round_down(total, pack):
    size = Decimal(str(pack or 1))
    return (total / size).to_integral_value(ROUND_FLOOR) * size


def _check_size(found):
    """Refuse the rows of products that are too many for one draft."""
    kept = {}
    for (place, key), rows in _group(found.accepted).items():
        products = kept.setdefault(place, set())
        if len(products) == MAX_LINES:
            found.refuse(rows, "ship", "too_many", limit=MAX_LINES)
        else:
            products.add(key)
