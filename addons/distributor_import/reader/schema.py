# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Which files there are, which columns they have and how a cell is read."""

from dataclasses import dataclass
from decimal import Decimal

from . import records

#: order in which the files are read and loaded
KINDS = (
    "territories",
    "distributors",
    "products",
    "orders",
    "order_lines",
    "wallets",
)
FILES = {kind: f"{kind}.csv" for kind in KINDS}
OPTIONAL_FILES = ("wallets",)


@dataclass(frozen=True)
class Column:
    """``must``: the column has to be there; ``filled``: each cell, too."""

    name: str
    kind: str = "text"
    must: bool = False
    filled: bool = False
    limit: int = 128
    decimals: int = 2
    minimum: str = "any"


@dataclass(frozen=True)
class Schema:
    record: type
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("code",)

    @property
    def names(self):
        return [column.name for column in self.columns]


def _code(name, filled=True, must=True):
    return Column(name, "code", must=must, filled=filled, limit=64)


def _number(name, minimum, decimals=2, must=True):
    return Column(
        name, "number", must=must, filled=must, decimals=decimals, minimum=minimum
    )


SCHEMAS = {
    "territories": Schema(
        records.Territory,
        (
            _code("code"),
            Column("name", must=True, filled=True),
            _code("parent_code", filled=False, must=False),
            Column("country_code", "country"),
        ),
    ),
    "distributors": Schema(
        records.Distributor,
        (
            _code("code"),
            Column("name", must=True, filled=True),
            _code("level"),
            _code("upline_code", filled=False),
            _code("territory_code", filled=False, must=False),
            Column("street"),
            Column("city"),
            Column("zip", limit=24),
            Column("country_code", "country"),
            Column("phone", "phone", limit=64),
            Column("contact_name"),
        ),
    ),
    "products": Schema(
        records.Product,
        (
            _code("code"),
            Column("name", must=True, filled=True),
            Column("category"),
            _number("list_price", "zero", decimals=6),
        ),
    ),
    "orders": Schema(
        records.Order,
        (
            _code("order_ref"),
            Column("order_date", "date", must=True, filled=True),
            _code("distributor_code"),
            Column("ship_name"),
            Column("ship_street"),
            Column("ship_city"),
            Column("ship_zip", limit=24),
            Column("ship_country_code", "country"),
            _number("freight", "zero", must=False),
        ),
        key=("order_ref",),
    ),
    "order_lines": Schema(
        records.OrderLine,
        (
            _code("order_ref"),
            _code("product_code"),
            _number("quantity", "positive"),
            _number("unit_price", "zero", decimals=6),
            Column("discount_percent", "percent"),
        ),
        key=(),
    ),
    "wallets": Schema(
        records.TopUp,
        (
            _code("distributor_code"),
            Column("date", "date", must=True, filled=True),
            _number("amount", "positive"),
            Column("memo"),
        ),
        key=(),
    ),
}

#: larger than any amount of a real channel, and exact in a double with cents
LARGEST = Decimal("999999999.99")
