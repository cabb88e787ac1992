# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from .common import CreditCommon


@tagged("post_install", "-at_install")
class TestLimit(CreditCommon):
    """Nothing is confirmed beyond the credit, whichever way it goes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_credit(500)

    def _draft(self, amount, distributor=None):
        return self._create_order(distributor or self.dealer, [(self.goods, 1, amount)])

    def test_within_and_beyond(self):
        self._draft(400).action_confirm()
        order = self._draft(101)
        row = order.exception_ids
        self.assertEqual(
            (row.kind, row.credit_exceeded, row.state), ("credit", 1, "open")
        )
        self.assertEqual(order.exception_level, "open")
        with self._refused("exceeded by .*1.00"):
            order.action_confirm()
        order.order_line.price_unit = 100
        order.action_confirm()
        self.assertEqual(self._get_exposure().available, 0)

    def test_company_that_gives_no_credit_compares_nothing(self):
        self.company.credit_in_use = False
        order = self._draft(10000)
        self.assertFalse(order.exception_ids)
        order.action_confirm()

    def test_limit_of_zero_is_prepaid_only(self):
        order = self._draft(10, self.regional)
        self.assertEqual(order.exception_ids.credit_exceeded, 10)
        with self._refused():
            order.action_confirm()

    def test_default_of_the_company(self):
        self.company.credit_default_limit = 70
        new = self._create_distributor("T-N", "store", self.dealer)
        self.assertEqual(self._get_exposure(new).limit, 70)
        self._draft(70, new).action_confirm()

    def test_policies(self):
        order = self._draft(600)
        self.company.exception_policy_credit = "refuse"
        order.sudo().action_check_exceptions()
        self.assertEqual(order.exception_level, "refused")
        with self._refused():
            order.action_confirm()
        self.dealer.level_id.sudo().exception_policy_credit = "allow"
        self.assertEqual(order.exception_level, "noted")
        order.action_confirm()
        self.assertEqual(order.exception_ids.state, "noted")

    def test_many_at_once_count_one_after_the_other(self):
        orders = self._draft(300) | self._draft(300)
        self.assertFalse(orders.exception_ids)
        with self._refused("exceeded by"):
            orders.action_confirm()

    def test_plain_write_and_import(self):
        order = self._draft(600)
        with self._refused():
            order.write({"state": "sale"})
        with self._refused():
            self.env["sale.order"].create(
                {
                    "partner_id": self.dealer.partner_id.id,
                    "state": "sale",
                    "order_line": [
                        Command.create({"product_id": self.goods.id, "price_unit": 600})
                    ],
                }
            )

    def test_copy_asks_again(self):
        order = self._draft(500)
        order.action_confirm()
        with self._refused():
            order.copy().action_confirm()

    def test_history_is_not_compared(self):
        order = (
            self.env["sale.order"]
            .sudo()
            .create(
                {
                    "partner_id": self.dealer.partner_id.id,
                    "historic_date": "2024-01-01",
                    "order_line": [
                        Command.create({"product_id": self.goods.id, "price_unit": 900})
                    ],
                }
            )
        )
        order.action_confirm()
        self._assert_parts()

    def test_confirmed_order_does_not_grow_beyond(self):
        order = self._draft(400)
        order.action_confirm()
        order.order_line.price_unit = 500
        with self._refused("cannot be made larger"):
            order.order_line.price_unit = 501
        with self._refused():
            order.write(
                {
                    "order_line": [
                        Command.create({"product_id": self.goods.id, "price_unit": 9})
                    ]
                }
            )
        order.order_line.price_unit = 10

    def test_overdue_stops_and_a_payment_helps(self):
        invoice = self._owe(10, age=31)
        order = self._draft(100)
        self.assertEqual(order.exception_ids.credit_overdue, 10)
        with self._refused("overdue for more than 30 days"):
            order.action_confirm()
        self._pay(invoice)
        order.action_confirm()

    def test_deposit_of_one_who_pays_later_is_a_security(self):
        self._top_up(300)
        self._draft(800).action_confirm()
        self.assertEqual(self._get_exposure().available, 0)

    def test_paid_ahead_passes_whatever_is_overdue(self):
        self._owe(10, age=31)
        self.dealer.sudo().prepaid = True
        self._top_up(300)
        order = self._draft(300)
        self.assertFalse(order.exception_ids)
        order.action_confirm()
        self.assertEqual(order.deposit_held, 300)

    def test_prepaid_uses_its_deposit_before_credit(self):
        self.dealer.sudo().prepaid = True
        self._top_up(300)
        self._draft(700).action_confirm()
        order = self._draft(101)
        self.assertEqual(order.exception_ids.credit_exceeded, 1)
        with self._refused():
            order.action_confirm()
        order.order_line.price_unit = 100
        order.action_confirm()
        self.assertEqual((self.wallet.held, self.wallet.credit_held), (300, 500))

    def test_prepaid_without_credit_is_the_business_of_its_wallet(self):
        self._set_credit(0)
        self.dealer.sudo().prepaid = True
        order = self._draft(100)
        self.assertFalse(order.exception_ids)
        with self._refused("Top up the deposit"):
            order.action_confirm()

    def test_ended_limit_gives_the_wallet_nothing(self):
        self.dealer.sudo().prepaid = True
        self.dealer.sudo().credit_until = fields.Date.subtract(self.today, days=1)
        with self._refused():
            self._draft(100).action_confirm()

    def test_one_number(self):
        """The limit of the wallet and that of the distributor are the same."""
        self.assertEqual(self.wallet.credit_limit, 500)
        self.wallet.sudo().credit_limit = 620
        self.assertEqual(self._get_exposure().limit, 620)
        self._set_credit(40)
        self.assertEqual(self.wallet.credit_limit, 40)

    def test_portal_cannot_accept(self):
        order = self._draft(600)
        order.require_signature = True
        order.state = "sent"
        self.assertFalse(order._has_to_be_signed())

    def test_exceptions_of_many_orders_need_one_query_more(self):
        orders = self.env["sale.order"]
        for _number in range(6):
            orders |= self._draft(600)
        self.env.flush_all()
        counts = []
        for some in (orders[:2], orders):
            self.env.invalidate_all()
            some._find_exceptions()  # what is cached, is cached
            before = self.env.cr.sql_log_count
            some.sudo()._find_credit_exceptions()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])
