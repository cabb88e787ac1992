# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import random
from collections import Counter
from datetime import date, timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.distributor.tests.common import DistributorCommon

from .common import CoverageFactory, at_noon


@tagged("post_install", "-at_install")
class TestCoverage(CoverageFactory, DistributorCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_coverage()
        cls.coverage = cls.env["distributor.coverage"]
        cls.hangzhou = cls._create_at("T-HZ", "ZJ")
        cls.suzhou = cls._create_at("T-SU", "JS", level="regional")
        cls.warehouse = cls._ship_to(cls.hangzhou, "SH")

    def _get_rows(self, **values):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.coverage.search(
            [("company_id", "=", self.company.id)]
            + [(name, "=", value) for name, value in values.items()]
        )

    def test_equals_a_sum_over_the_orders(self):
        chance = random.Random(7)
        dollars = self.env.ref("base.USD")
        dollars.active = True
        pricelist = self.env["product.pricelist"].create(
            {"name": "T-USD", "currency_id": dollars.id}
        )
        self.env["res.currency.rate"].create(
            {
                "name": "2026-01-01",
                "currency_id": dollars.id,
                "company_id": self.company.id,
                "rate": 0.14,
            }
        )
        places = [self.hangzhou.partner_id, self.warehouse, self.suzhou.partner_id]
        orders = self.env["sale.order"]
        begin = fields.Datetime.to_datetime("2026-01-01 00:00:00")
        for _index in range(30):
            orders |= self._sell(
                chance.choice([self.hangzhou, self.suzhou]),
                chance.randrange(1, 100000) / 100,
                begin + timedelta(minutes=chance.randrange(500000)),
                confirm=chance.random() < 0.8,
                partner_shipping_id=chance.choice(places).id,
                **({"pricelist_id": pricelist.id} if chance.random() < 0.3 else {}),
            )
        sales, counts = Counter(), Counter()
        for order in orders.filtered(lambda one: one.state == "sale"):
            # Shanghai has had eight hours for decades
            day = (order.date_order + timedelta(hours=8)).date()
            key = (order.partner_shipping_id.state_id, day, order.distributor_id)
            amount = order.amount_untaxed
            if order.currency_id == dollars:
                amount /= 0.14
            sales[key] += amount
            counts[key] += 1
        self.assertIn(dollars, orders.currency_id)
        rows = self._get_rows(kind="sale")
        self.assertEqual(len(rows), len(sales))
        for row in rows:
            key = (row.state_id, row.date, row.distributor_id)
            self.assertAlmostEqual(row.sales, sales[key], 2)
            self.assertEqual(row.order_count, counts[key])
            self.assertEqual(row.country_id, self.china_country)
            self.assertEqual(row.currency_id, self.company.currency_id)

    def test_days_are_those_of_the_company(self):
        self._sell(self.hangzhou, 100, "2026-02-28 16:30:00")
        self.assertEqual(self._get_rows(kind="sale").date, date(2026, 3, 1))

    def test_only_confirmed_orders_of_distributors(self):
        self._sell(self.hangzhou, 100, at_noon(2026, 3, 1), confirm=False)
        stranger = self.env["res.partner"].create({"name": "T-Stranger"})
        self.env["sale.order"].create(
            {"partner_id": stranger.id, "company_id": self.company.id}
        ).action_confirm()
        cancelled = self._sell(self.hangzhou, 100, at_noon(2026, 3, 1))
        cancelled._action_cancel()
        self.assertFalse(self._get_rows(kind="sale"))

    def test_active_distributors_stand_at_their_address(self):
        suspended = self._create_at("T-AP", "SH", level="regional")
        suspended.sudo().state = "suspended"
        rows = self._get_rows(kind="presence")
        self.assertEqual(rows.distributor_id, self.hangzhou | self.suzhou)
        self.assertEqual(sum(rows.mapped("distributor_count")), 2)
        self.assertFalse(any(rows.mapped("date")))
        self.hangzhou.partner_id.state_id = self._state("HN")
        row = self._get_rows(distributor_id=self.hangzhou.id)
        self.assertEqual(row.state_id, self._state("HN"))

    def test_ids_stay_the_same(self):
        for month in (1, 2, 3):
            self._sell(self.suzhou, 100, at_noon(2026, month, 5))
        before = {row.id: row.date for row in self._get_rows()}
        self.assertEqual(len(before), 5)
        self._sell(self.suzhou, 100, at_noon(2025, 1, 5))
        for row in self._get_rows(date=date(2026, 2, 5)):
            self.assertEqual(before[row.id], row.date)

    def test_rows_open_what_they_are_made_of(self):
        here = {"partner_shipping_id": self.hangzhou.partner_id.id}
        there = {"partner_shipping_id": self.warehouse.id}
        one = self._sell(self.hangzhou, 100, at_noon(2026, 3, 1), **here)
        two = self._sell(self.hangzhou, 50, "2026-02-28 16:01:00", **here)
        self._sell(self.hangzhou, 50, "2026-02-28 15:59:00", **here)
        self._sell(self.hangzhou, 50, at_noon(2026, 3, 1), **there)
        row = self._get_rows(date=date(2026, 3, 1), state_id=self._state("ZJ").id)
        self.assertEqual(row.sales, 150)
        found = self.env["sale.order"].search(row.action_open()["domain"])
        self.assertEqual(found, one | two)
        presence = self._get_rows(
            kind="presence", distributor_id=self.hangzhou.id
        ).action_open()
        self.assertEqual(presence["res_id"], self.hangzhou.id)
