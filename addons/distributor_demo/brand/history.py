# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Months of orders and top-ups of the demo brand, as the CSV files of an import."""

import csv
import io
import random
from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from .catalogue import DISTRIBUTORS, LEVEL_DISCOUNTS, PLACES, PRODUCTS

CENT = Decimal("0.01")


def make_files(today, months=4, orders_a_month=2, seed=19):
    """Return {file kind: bytes} that ``distributor_import`` reads.

    The same arguments give the same files.

    :param today: date; the orders take place in the months before it
    :param months: how many months of orders there are
    :param orders_a_month: how many orders each buyer places in a month
    """
    orders, lines = _make_orders(today, months, orders_a_month, random.Random(seed))
    return {
        "territories": _to_csv(
            ("code", "name", "parent_code", "country_code"),
            # states and cities are set on the territories afterwards
            [(*place[:3], "" if place[3][1] else place[3][0]) for place in PLACES],
        ),
        "distributors": _to_csv(
            (
                "code", "name", "level", "upline_code", "territory_code", "street",
                "city", "zip", "phone", "contact_name", "country_code",
            ),
            [(*distributor, "CN") for distributor in DISTRIBUTORS],
        ),
        "products": _to_csv(("code", "name", "category", "list_price"), PRODUCTS),
        "orders": _to_csv(("order_ref", "order_date", "distributor_code"), orders),
        "order_lines": _to_csv(
            ("order_ref", "product_code", "quantity", "unit_price", "discount_percent"),
            lines,
        ),
        "wallets": _to_csv(
            ("distributor_code", "date", "amount", "memo"), _make_topups(orders, lines)
        ),
    }  # fmt: skip


def get_first_month(today, months=4):
    """Return the first day of the first month that has orders."""
    return _add_months(today.replace(day=1), -months)


def _make_orders(today, months, orders_a_month, rng):
    buyers = [row for row in DISTRIBUTORS if row[2] in ("country", "store")]
    first = get_first_month(today, months)
    orders, lines = [], []
    for month in range(months + 1):
        start = _add_months(first, month)
        days = min((_add_months(start, 1) - start).days, (today - start).days)
        if days < 1:
            continue
        for buyer in buyers:
            count = max(1, orders_a_month * days // 28)
            for day in sorted(rng.randrange(days) for _order in range(count)):
                orders.append((start + timedelta(days=day), buyer))
    orders.sort(key=lambda order: order[0])
    rows = []
    for number, (day, buyer) in enumerate(orders, start=1):
        reference = f"YS-{number:05d}"
        rows.append((reference, day.isoformat(), buyer[0]))
        factor = 100 - LEVEL_DISCOUNTS[buyer[2]]
        pack = 12 if buyer[2] == "country" else 6
        for product in rng.sample(PRODUCTS, rng.randint(2, 5)):
            price = (Decimal(product[3]) * factor / 100).quantize(CENT, ROUND_HALF_UP)
            quantity = pack * rng.randint(1, 4)
            lines.append((reference, product[0], quantity, price, 0))
    return rows, lines


def _make_topups(orders, lines):
    """Each buyer pays ahead on the first of a month what it will need, and more."""
    totals = defaultdict(Decimal)
    for reference, _product, quantity, price, _discount in lines:
        totals[reference] += quantity * price
    needs = defaultdict(Decimal)
    for reference, day, buyer in orders:
        needs[(day[:7], buyer)] += totals[reference]
    return [
        (
            buyer,
            f"{month}-01",
            f"{(need // 1000 + 2) * 1000:.2f}",
            f"TT {month} {buyer}",
        )
        for (month, buyer), need in sorted(needs.items())
    ]


def _add_months(day, months):
    month = day.year * 12 + day.month - 1 + months
    return date(month // 12, month % 12 + 1, day.day)


def _to_csv(header, rows):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()
