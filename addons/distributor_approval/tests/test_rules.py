# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import ApprovalCommon


@tagged("post_install", "-at_install")
class TestRules(ApprovalCommon):
    """Which rules an order meets, by the records."""

    def _asks(self, order, **conditions):
        rule = self._create_rule(**conditions)
        found = [one.id for one in order.sudo()._get_approval_rules()]
        rule.sudo().active = False
        return rule.id in found

    def test_parts_in_several_currencies(self):
        """What were one order count together, each for what it is worth."""
        rate = {"name": "2020-01-01", "rate": 4, "company_id": self.company.id}
        other = self.env["res.currency"].create(
            {"name": "TAC", "symbol": "T", "rate_ids": [Command.create(rate)]}
        )
        order, part = self._buy(10, 100), self._buy(1, 400)
        part.sudo().currency_id = other
        self.patch(self.registry["sale.order"], "_get_whole", lambda _one: order | part)
        for one, factor in ((order, 1), (part, 4)):
            facts = one.sudo()._get_approval_facts()
            self.assertEqual(facts.amount, 1100)
            self.assertEqual(facts.total, 1100 * factor)

    def test_conditions(self):
        order = self._buy(quantity=10, price=100)
        dealer = self.bottom.level_id
        other = self._get_level("store")
        table = [
            ({}, True),
            ({"amount_minimum": 1000}, True),
            ({"amount_minimum": 1000.01}, False),
            ({"level_ids": dealer | other}, True),
            ({"level_ids": other}, False),
            ({"territory_ids": self.shanghai}, True),
            ({"territory_ids": self.china}, True),
            ({"territory_ids": self.suzhou}, False),
            ({"categ_ids": self.tea}, True),
            ({"categ_ids": self.green}, True),
            ({"product_ids": self.longjing}, True),
            ({"product_ids": self.pot}, False),
            ({"product_ids": self.pot, "categ_ids": self.tea}, True),
            ({"exception_kind": "territory"}, False),
            ({"amount_minimum": 10, "level_ids": other}, False),
            ({"amount_minimum": 10, "level_ids": dealer}, True),
        ]
        for conditions, expected in table:
            with self.subTest(conditions=conditions):
                self.assertEqual(self._asks(order, **conditions), expected)

    def test_currency(self):
        usd = self.env.ref("base.USD")
        if usd == self.company.currency_id:
            usd = self.env.ref("base.EUR")
        usd.active = True
        self.env["res.currency.rate"].create(
            {"currency_id": usd.id, "rate": 0.1, "company_id": self.company.id}
        )
        order = self._buy(quantity=1, price=100)
        order.currency_id = usd
        self.assertTrue(self._asks(order, amount_minimum=1000))
        self.assertFalse(self._asks(order, amount_minimum=1001))

    def test_unusual(self):
        self.assertFalse(self._asks(self._buy(quantity=99), unusual_factor=3))
        for quantity in (10, 20):
            self._buy(quantity=quantity).action_confirm()
        self.assertTrue(self._asks(self._buy(quantity=46), unusual_factor=3))
        self.assertFalse(self._asks(self._buy(quantity=45), unusual_factor=3))

    def test_exception(self):
        order = self._buy(place=self._create_place(self.bottom, city="Suzhou"))
        self.assertTrue(self._asks(order, exception_kind="territory"))
        self.assertFalse(self._asks(order, exception_kind="product"))

    def test_other_company_and_not_of_a_distributor(self):
        company = self.env["res.company"].create({"name": "T-Other"})
        self.assertFalse(self._asks(self._buy(), company_id=company))
        self.assertTrue(self._asks(self._buy(), company_id=False))
        partner = self.env["res.partner"].create({"name": "T-Nobody"})
        order = self._buy()
        order.partner_id = partner
        self.assertFalse(self._asks(order))
        self._create_rule()
        order.action_confirm()
        self.assertEqual(order.state, "sale")

    def test_a_domain_of_oca(self):
        values = {
            "definition_type": "domain",
            "model_id": self.env["ir.model"]._get("sale.order").id,
            "definition_domain": "[('amount_total', '>', 500)]",
            "reviewer": self.boss,
        }
        self.assertTrue(self._asks(self._buy(), **values))
        self.assertFalse(self._asks(self._buy(quantity=1), **values))

    def test_what_a_rule_refuses(self):
        with self.assertRaises(ValidationError):
            self._create_rule(
                definition_type="domain",
                model_id=self.env["ir.model"]._get("sale.order"),
            )

    def test_no_rule_costs_nothing(self):
        """Neither asking nor confirming reads what only rules need."""
        order = self._buy().sudo()
        order._get_approval_rules()
        self.env.invalidate_all()
        order.fetch(["distributor_id", "historic_date", "company_id"])
        with self.assertQueryCount(0):
            self.assertFalse(order._get_missing_rules())
            order._check_approvals()
