# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""One cell of a CSV file to one value, or the reason why not."""

import re
import unicodedata
from datetime import date
from decimal import Decimal

from .schema import LARGEST

FORMULA = ("=", "+", "-", "@")
NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
OLDEST = date(1990, 1, 1)


class CellError(ValueError):
    """``code`` is a key of ``reasons.REASONS``."""

    def __init__(self, code, **params):
        super().__init__(code)
        self.code = code
        self.params = tuple((key, str(value)) for key, value in params.items())


def parse(column, text):
    """Return the value of ``text`` in ``column``; raise :class:`CellError`.

    >>> from .schema import Column
    >>> parse(Column("price", "number"), " 9.80 ")
    Decimal('9.80')
    """
    text = text.strip()
    if not text:
        if column.filled:
            raise CellError("required")
        return None if column.kind in ("number", "percent", "date") else ""
    return PARSERS[column.kind](column, text)


def _parse_text(column, text):
    if len(text) > column.limit:
        raise CellError("too_long", length=len(text), limit=column.limit)
    if text.startswith(FORMULA):
        raise CellError("formula", char=text[0])
    return _without_control(text)


def _parse_phone(column, text):
    if len(text) > column.limit:
        raise CellError("too_long", length=len(text), limit=column.limit)
    if text.startswith(FORMULA) and not re.match(r"\+ ?[0-9(]", text):
        raise CellError("formula", char=text[0])
    return _without_control(text)


def _without_control(text):
    if any(unicodedata.category(char) == "Cc" for char in text):
        raise CellError("control")
    return text


def _parse_country(column, text):
    if not re.fullmatch("[A-Za-z]{2}", text):
        raise CellError("unknown_country")
    return text.upper()


def _parse_number(column, text):
    if "," in text:
        raise CellError("comma")
    if not NUMBER.fullmatch(text):
        raise CellError("not_number")
    number = Decimal(text)
    if abs(number) > LARGEST:
        raise CellError("too_large", limit=LARGEST)
    if -number.normalize().as_tuple().exponent > column.decimals:
        raise CellError("decimals", limit=column.decimals)
    if column.minimum == "positive" and number <= 0:
        raise CellError("not_positive")
    if column.minimum == "zero" and number < 0:
        raise CellError("negative")
    return number


def _parse_percent(column, text):
    number = _parse_number(column, text)
    if not 0 <= number <= 100:
        raise CellError("discount_range")
    return number


def _parse_date(column, text):
    if not DATE.fullmatch(text):
        raise CellError("not_date")
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise CellError("not_date") from error
    if day < OLDEST:
        raise CellError("old_date")
    return day


PARSERS = {
    "text": _parse_text,
    "code": _parse_text,
    "phone": _parse_phone,
    "country": _parse_country,
    "number": _parse_number,
    "percent": _parse_percent,
    "date": _parse_date,
}
