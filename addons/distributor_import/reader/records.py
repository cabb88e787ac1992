# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What the files say, one frozen record a row. ``None`` = the column is not there."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Issue:
    """One thing wrong with the files; ``code`` is a key of ``reasons.REASONS``."""

    file: str
    line: int
    column: str
    value: str
    code: str
    params: tuple[tuple[str, str], ...] = ()
    warning: bool = False


@dataclass(frozen=True)
class Territory:
    line: int
    code: str
    name: str
    parent_code: str | None = None
    country_code: str | None = None


@dataclass(frozen=True)
class Distributor:
    line: int
    code: str
    name: str
    level: str
    upline_code: str
    territory_code: str | None = None
    street: str | None = None
    city: str | None = None
    zip: str | None = None
    country_code: str | None = None
    phone: str | None = None
    contact_name: str | None = None


@dataclass(frozen=True)
class Product:
    line: int
    code: str
    name: str
    category: str | None
    list_price: Decimal


@dataclass(frozen=True)
class OrderLine:
    line: int
    order_ref: str
    product_code: str
    quantity: Decimal
    unit_price: Decimal
    discount_percent: Decimal | None

    @property
    def discount(self):
        return self.discount_percent or Decimal(0)

    @property
    def untaxed(self):
        """Net of the line, half-up to cents.

        >>> OrderLine(2, "A", "P", Decimal(5), Decimal("9.99"), Decimal(15)).untaxed
        Decimal('42.46')
        """
        net = self.quantity * self.unit_price * (100 - self.discount) / 100
        return net.quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class Order:
    line: int
    order_ref: str
    order_date: date
    distributor_code: str
    ship_name: str | None = None
    ship_street: str | None = None
    ship_city: str | None = None
    ship_zip: str | None = None
    ship_country_code: str | None = None
    freight: Decimal | None = None
    lines: tuple[OrderLine, ...] = ()

    @property
    def untaxed(self):
        return sum((line.untaxed for line in self.lines), Decimal(0))


@dataclass(frozen=True)
class TopUp:
    """A row of wallets.csv. ``number`` counts rows that are otherwise the same."""

    line: int
    distributor_code: str
    date: date
    amount: Decimal
    memo: str | None = None
    number: int = 1

    @property
    def key(self):
        """Stable name of the row, whatever its place in the file.

        >>> TopUp(7, "ALFKI", date(2024, 1, 2), Decimal("10.50"), "first").key
        'ALFKI|2024-01-02|10.50|first|1'
        """
        amount = self.amount.quantize(CENT)
        memo = self.memo or ""
        return f"{self.distributor_code}|{self.date}|{amount}|{memo}|{self.number}"
