# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import csv
import io
from collections import defaultdict
from datetime import date
from decimal import Decimal

from odoo.tests import BaseCase, tagged

from ..brand import make_files


@tagged("post_install", "-at_install")
class TestFiles(BaseCase):
    def _rows(self, files, kind):
        return list(csv.DictReader(io.StringIO(files[kind].decode())))

    def test_same_day_same_files(self):
        day = date(2026, 11, 23)
        self.assertEqual(make_files(day), make_files(day))
        self.assertNotEqual(
            make_files(day)["orders"], make_files(day, seed=1)["orders"]
        )

    def test_any_size(self):
        day = date(2026, 11, 1)
        small = self._rows(make_files(day, months=1, orders_a_month=1), "orders")
        large = self._rows(make_files(day, months=6, orders_a_month=4), "orders")
        self.assertEqual(len(small), 9)
        self.assertEqual(len(large), 9 * 6 * 4)

    def test_deposits_cover_the_orders_of_each_day(self):
        for day in (date(2026, 11, 23), date(2026, 3, 1), date(2026, 1, 2)):
            files = make_files(day)
            totals = defaultdict(Decimal)
            for line in self._rows(files, "order_lines"):
                totals[line["order_ref"]] += Decimal(line["quantity"]) * Decimal(
                    line["unit_price"]
                )
            events = [
                (row["date"], 0, row["distributor_code"], Decimal(row["amount"]))
                for row in self._rows(files, "wallets")
            ]
            for row in self._rows(files, "orders"):
                self.assertLess(row["order_date"], day.isoformat())
                events.append(
                    (
                        row["order_date"],
                        1,
                        row["distributor_code"],
                        -totals[row["order_ref"]],
                    )
                )
            balance = defaultdict(Decimal)
            for _day, _kind, code, amount in sorted(events):
                balance[code] += amount
                self.assertGreaterEqual(balance[code], 0)
