# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.base.models.ir_cron import IrCron

from .common import CreditCommon


@tagged("post_install", "-at_install")
class TestDelivery(CreditCommon):
    """What is not paid ahead waits in the warehouse until money comes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_credit(500)

    def _sell(self, amount=400):
        return self._confirm((self.goods, 1, amount))

    def _run_cron(self):
        with patch.object(IrCron, "_commit_progress", return_value=9):
            self.env["stock.picking"]._cron_release_credit()

    def test_goes_when_credit_covers_it(self):
        order = self._sell()
        self.assertFalse(order.picking_ids.is_credit_held)
        self._ship(order)
        self.assertEqual(order.picking_ids.state, "done")

    def test_held_and_released_by_a_payment(self):
        order = self._sell()
        invoice = self._owe(150)
        picking = order.picking_ids
        self.assertRegex(picking.credit_reason, "exceeded by .*50")
        picking.action_assign()
        self.assertTrue(picking.is_credit_held)
        with self._refused("is held"):
            self._ship(order)
        with self._refused("is held"):
            picking.action_retry_credit()
        with patch.object(IrCron, "_trigger") as trigger:
            self._pay(invoice)
        trigger.assert_called()
        self._run_cron()
        self.assertFalse(picking.is_credit_held)
        self.assertEqual(picking.state, "assigned")
        kinds = self.dealer.sudo().credit_log_ids.sorted("id").mapped("kind")
        self.assertEqual(kinds, ["terms", "hold", "release"])
        self._ship(order)

    def test_held_when_confirmed_with_a_warning(self):
        self.company.exception_policy_credit = "allow"
        order = self._sell(600)
        self.assertTrue(order.picking_ids.is_credit_held)
        self._top_up(100)
        self._run_cron()
        self.assertFalse(order.picking_ids.is_credit_held)

    def test_noted_only(self):
        self.company.exception_policy_credit = "allow"
        self.company.credit_policy_delivery = "allow"
        order = self._sell(600)
        self.assertFalse(order.picking_ids.is_credit_held)
        self.assertTrue(order.picking_ids.credit_reason)
        self._ship(order)

    def test_not_looked_at(self):
        self.company.exception_policy_credit = "allow"
        self.company.credit_policy_delivery = "off"
        order = self._sell(600)
        self.assertFalse(order.picking_ids.credit_reason)
        self._ship(order)

    def test_overdue_holds_and_an_override_lets_go(self):
        order = self._sell()
        self._owe(1, age=31)
        order.picking_ids.action_assign()
        self.assertTrue(order.picking_ids.is_credit_held)
        override = self.env["distributor.credit.override"].with_user(self.manager)
        override = override.create(
            {
                "distributor_id": self.dealer.id,
                "order_id": order.id,
                "amount": 0,
                "passes_overdue": True,
                "date_end": self.today,
                "reason": "T-Reason",
            }
        )
        override.with_user(self.finance).action_approve()
        self._run_cron()
        self.assertFalse(order.picking_ids.is_credit_held)
        self._ship(order)

    def test_paid_ahead_is_never_held(self):
        self.dealer.sudo().prepaid = True
        self._top_up(400)
        order = self._sell()
        self._owe(900, age=40)
        self._ship(order)
        self.assertEqual(order.picking_ids.state, "done")

    def test_paid_invoice_is_never_held(self):
        self.goods.invoice_policy = "order"
        order = self._sell()
        invoice = self._bill(order)
        self._owe(900, age=40)
        self.assertTrue(order.picking_ids.credit_reason)
        self._pay(invoice)
        order.picking_ids.invalidate_recordset()
        self.assertFalse(order.picking_ids.credit_reason)
        self._ship(order)

    def test_expired_hold_is_on_credit_again(self):
        self._set_credit(0)
        self.dealer.sudo().prepaid = True
        self._top_up(400)
        order = self._sell()
        order.wallet_hold_ids._release("expired")
        self.wallet.sudo()._shift(300, "T-Other")
        self.assertTrue(order.picking_ids.credit_reason)
        with self._refused():
            self._ship(order)

    def test_returns_and_receipts_pass(self):
        order = self._sell()
        picking = self._ship(order)
        self._owe(900, age=40)
        wizard = self.env["stock.return.picking"].with_context(
            active_model="stock.picking", active_id=picking.id, active_ids=picking.ids
        )
        wizard = wizard.create({})
        wizard.product_return_moves.quantity = 1
        back = self.env["stock.picking"].browse(
            wizard.action_create_returns()["res_id"]
        )
        back.move_ids.quantity = 1
        back.move_ids.picked = True
        back._action_done()
        self.assertEqual(back.state, "done")
