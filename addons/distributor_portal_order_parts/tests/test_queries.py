# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from .common import PartsCommon

FEW, MANY = 3, 12


@tagged("post_install", "-at_install")
class TestQueries(PartsCommon):
    """Each page with few and with many lines, or orders, takes as many queries."""

    def _count(self, url):
        self._open(url)  # loads what is kept between requests
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self._open(url)
        return self.env.cr.sql_log_count - before

    def _create_many(self, count):
        values = {
            "type": "consu",
            "is_storable": True,
            "taxes_id": False,
            "list_price": 1000.0,
        }
        products = self.env["product.product"].create(
            [{"name": f"T-{count}-{number}", **values} for number in range(count)]
        )
        for product in products[1:]:
            self._set_stock(product, 5)
        return products

    def test_lines(self):
        self._login_as(self.roles["owner"])
        counts = []
        for count in (FEW, MANY):
            products = self._create_many(count)
            order = self._place(*((product, 10) for product in products))
            moves = self._get_moves(order, *((one, 4) for one in products[1:]))
            query = "&".join(f"{name}={value}" for name, value in moves.items())
            counts.append(
                [
                    self._count(self._url(order, "split")),
                    self._count(self._url(order, f"split/check?{query}")),
                ]
            )
        self.assertEqual(*counts)

    def test_orders(self):
        self._login_as(self.roles["owner"])
        orders, counts = self._wait(), []
        for count in (FEW, MANY):
            while len(orders) <= count:
                orders |= self._wait()
            taken = "&".join(f"take-{one.id}=1" for one in orders[1:])
            counts.append(
                [
                    self._count(self._url(orders[0], "merge")),
                    self._count(self._url(orders[0], f"merge/check?{taken}")),
                ]
            )
        self.assertEqual(*counts)
