# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.fields import Command
from odoo.tests import tagged

from .common import CreditCommon


@tagged("post_install", "-at_install")
class TestOnline(CreditCommon):
    """A distributor on credit pays a quotation online."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_credit(500)
        codes = cls.env["account.payment.method"].sudo()
        if not codes.search([("code", "=", "none")]):
            codes.create({"name": "T", "code": "none", "payment_type": "inbound"})
        cls.method = cls.env.ref("payment.payment_method_unknown")
        cls.provider = cls.env["payment.provider"].create(
            {
                "name": "T-Provider",
                "code": "none",
                "company_id": cls.company.id,
                "state": "enabled",
                "payment_method_ids": [Command.set(cls.method.ids)],
            }
        )
        cls.provider.journal_id = cls.bank

    def _offer(self, amount):
        order = self._create_order(self.dealer, [(self.goods, 1, amount)])
        order.write({"state": "sent", "require_payment": True, "prepayment_percent": 1})
        return order

    def _pay_online(self, order):
        tx = self.env["payment.transaction"].create(
            {
                "provider_id": self.provider.id,
                "payment_method_id": self.method.id,
                "reference": f"T-{order.name}",
                "amount": order.amount_total,
                "currency_id": order.currency_id.id,
                "partner_id": order.partner_id.id,
                "operation": "online_redirect",
                "sale_order_ids": [Command.set(order.ids)],
            }
        )
        tx._set_done()
        tx._post_process()
        return tx

    def test_paid_within_the_credit(self):
        order = self._offer(400)
        tx = self._pay_online(order)
        self.assertEqual((order.state, tx.payment_id.amount), ("sale", 400))
        self._ship(order)
        self._bill(order)
        self.assertEqual(self._get_exposure().available, 500)

    def test_nobody_is_asked_to_pay_what_is_beyond(self):
        self.assertTrue(self._offer(500)._has_to_be_paid())
        self.assertFalse(self._offer(501)._has_to_be_paid())

    def test_paid_all_the_same(self):
        """It was offered before the credit was used up."""
        order = self._offer(300)
        self._create_order(self.dealer, [(self.goods, 1, 400)]).action_confirm()
        tx = self._pay_online(order)
        self.assertEqual(tx.payment_id.amount, 300)
        self.assertEqual(order.state, "sent")
        # the money counts, so that nothing is beyond the credit any more
        self.assertEqual(self._get_exposure().available, 400)
        order.action_confirm()
        self.assertEqual(self._get_exposure().available, 100)
