# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The commission of the good files, computed from the CSV alone.

Shares nothing with the module but the files: own reading, own walk up the tree, own
rounding.
"""

import csv
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

RATES = [Decimal("0.05"), Decimal("0.03"), Decimal("0.02")]


def cents(value):
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def load(folder, name):
    with open(folder / name, encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def compute(folder):
    """Return {orders, lines, untaxed, total, entries, generations, beneficiaries}."""
    upline = {r["code"]: r["upline_code"] for r in load(folder, "distributors.csv")}
    orders = load(folder, "orders.csv")
    buyer = {row["order_ref"]: row["distributor_code"] for row in orders}
    result = {
        "orders": len(buyer),
        "lines": 0,
        "untaxed": Decimal(0),
        "total": Decimal(0),
        "entries": 0,
        "generations": defaultdict(Decimal),
        "beneficiaries": defaultdict(Decimal),
    }
    for row in load(folder, "order_lines.csv"):
        share = 1 - Decimal(row["discount_percent"] or 0) / 100
        net = cents(Decimal(row["quantity"]) * Decimal(row["unit_price"]) * share)
        result["lines"] += 1
        result["untaxed"] += net
        code = buyer[row["order_ref"]]
        for generation, rate in enumerate(RATES, 1):
            code = upline.get(code)
            if not code:
                break
            amount = cents(net * rate)
            if not amount:
                continue
            result["total"] += amount
            result["entries"] += 1
            result["generations"][str(generation)] += amount
            result["beneficiaries"][code] += amount
    return result
