# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Rows of an order sheet to quantities by address. Plain Python, no ORM.

>>> tea = Item(1, lambda n: -(-n // 6) * 6, lambda n: n // 6 * 6)
>>> pot = Item(2, lambda n: max(n, 2), lambda n: n if n >= 2 else 0)
>>> limits = Limits(digits=2, quantity=1000, products=200)
>>> rows = [
...     (3, {"code": "TEA", "quantity": "12", "ship": "Shop"}),
...     (4, {"code": "POT", "quantity": "1", "ship": "Depot"}),
...     (5, {"code": "POT", "quantity": "", "ship": "Depot"}),
... ]
>>> items, places = {"TEA": tea, "POT": pot}, {"Shop": 8, "Depot": 9}
>>> found = read_rows(rows, items, places, limits)
>>> found.lines
{8: {1: Decimal('12')}}
>>> [(error.number, error.column, error.code) for error in found.errors]
[(4, 'quantity', 'minimum')]
"""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

# what a comma before three digits means is known to who wrote it only
NUMBER = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,20})|,([0-9]{1,2}|[0-9]{4}))?")
NEGATIVE = re.compile(r"[-−][0-9.,]*[0-9]")
# what a spreadsheet calculates is this much off at most
NOISE = Decimal("0.000000001")


class Item(NamedTuple):
    """A product that may be ordered, and in which quantities.

    round_up returns the least that may be ordered and is enough, round_down the most
    that is not more.
    """

    key: int
    round_up: Callable
    round_down: Callable


class Limits(NamedTuple):
    """Decimals of a quantity, the most of it, and the most products of a draft."""

    digits: int
    quantity: int
    products: int


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


def read_quantity(text, limits):
    """Return the quantity (Decimal) that a cell holds, 0 for an empty one.

    >>> limits = Limits(digits=2, quantity=1000, products=200)
    >>> [str(read_quantity(text, limits)) for text in ("12", "2,5", "１２")]
    ['12', '2.5', '12']
    >>> read_quantity("1,000", limits)
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
    rounded = round(exact, limits.digits)
    if abs(exact - rounded) > NOISE:
        raise ValueError("too_precise")
    if rounded > limits.quantity:
        raise ValueError("too_much")
    whole = rounded.to_integral_value()
    return whole if whole == rounded else rounded.normalize()


def read_rows(rows, items, places, limits):
    """Return the ``Found`` of the rows of a sheet.

    :param rows: [(number, {column: text})], columns code, quantity and ship
    :param items: {code: Item, or the code of the error of that code}
    :param places: {text: id of the address}; a single one need not be named
    :param limits: see ``Limits``
    """
    found = Found()
    for number, cells in rows:
        texts = {name: cells.get(name) or "" for name in ("code", "quantity", "ship")}
        values, errors = _read_row(texts, items, places, limits)
        if errors:
            found.errors += [
                RowError((number,), column, code, {"text": texts[column]})
                for column, code in errors
            ]
        elif values["quantity"]:
            found.accepted.append(
                Row(number, values["ship"], values["code"], values["quantity"])
            )
    _check_sums(found, limits)
    _check_size(found, limits)
    return found.sort()


def _read_row(texts, items, places, limits):
    """Return ({column: value}, [(column, code of the error)]) of a row."""
    values, errors = {}, []
    try:
        values["quantity"] = read_quantity(texts["quantity"], limits)
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


def _check_sums(found, limits):
    """Refuse what is no whole number of packs or too little, all rows together."""
    for rows in _group(found.accepted).values():
        item, total = rows[0].item, _total(rows)
        more = _exact(item.round_up(total))
        if total > limits.quantity:
            found.refuse(rows, "quantity", "too_much", text=str(total))
        elif more != total:
            code = "minimum" if total < _exact(item.round_up(0)) else "not_pack"
            found.refuse(
                rows,
                "quantity",
                code,
                item=item.key,
                text=f"{total:f}",
                less=_exact(item.round_down(total)),
                more=more,
            )


def _exact(quantity):
    return Decimal(str(quantity))


def _check_size(found, limits):
    """Refuse the rows of products that are too many for one draft."""
    kept = {}
    for (place, key), rows in _group(found.accepted).items():
        products = kept.setdefault(place, set())
        if len(products) == limits.products:
            found.refuse(rows, "ship", "too_many", limit=limits.products)
        else:
            products.add(key)
