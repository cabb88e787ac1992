# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import WalletCommon


@tagged("post_install", "-at_install")
class TestOrder(WalletCommon):
    def test_hold_at_confirmation(self):
        self._top_up(500)
        order = self._confirm((self.product, 3, 100))
        self._assert_wallet(500, 300)
        self.assertEqual(self.wallet.available, 200)
        self.assertEqual(order.deposit_held, 300)
        self.assertEqual(order.wallet_hold_ids.state, "open")

    def test_no_way_into_the_state_goes_around(self):
        self._top_up(500)
        order = self._create_order(self.dealer, [(self.product, 3, 100)])
        order.write({"state": "sale"})
        self._assert_wallet(500, 300)
        order.write({"state": "cancel"})
        self._assert_wallet(500, 0)
        self._create_order(self.dealer, [(self.product, 2, 100)], state="sale")
        self._assert_wallet(500, 200)

    def test_taxes_are_held_too(self):
        self._top_up(500)
        order = self._create_order(self.dealer, [(self.product, 1, 100)])
        order.order_line.tax_ids = self.company_data["default_tax_sale"]
        order.action_confirm()
        self.assertEqual(order.amount_total, 115)
        self._assert_wallet(500, 115)

    def test_one_cent_short_is_refused_with_the_missing_amount(self):
        self._top_up(299.99)
        order = self._create_order(self.dealer, [(self.product, 3, 100)])
        self.assertAlmostEqual(order.deposit_missing, 0.01)
        with self.assertRaisesRegex(UserError, r"0\.01 is missing") as error:
            order.action_confirm()
        self.assertIn(order.name, str(error.exception))
        self._assert_wallet(299.99, 0)

    def test_exact_amount_passes(self):
        self._top_up(300)
        self._confirm((self.product, 3, 100))
        self._assert_wallet(300, 300)

    def test_orders_cannot_use_what_others_hold(self):
        self._top_up(500)
        self._confirm((self.product, 3, 100))
        with self.assertRaises(UserError):
            self._confirm((self.product, 3, 100))
        self._assert_wallet(500, 300)

    def test_two_orders_at_once(self):
        self._top_up(500)
        orders = self._create_order(self.dealer, [(self.product, 3, 100)])
        orders |= self._create_order(self.dealer, [(self.product, 3, 100)])
        with self.assertRaises(UserError), self.env.cr.savepoint():
            orders.action_confirm()
        self.wallet.invalidate_recordset()
        self._assert_wallet(500, 0)

    def test_cancel_releases_and_confirming_again_holds_again(self):
        self._top_up(500)
        order = self._confirm((self.product, 3, 100))
        order._action_cancel()
        self._assert_wallet(500, 0)
        order.action_draft()
        order.action_confirm()
        self._assert_wallet(500, 300)
        self.assertEqual(
            sorted(order.wallet_hold_ids.mapped("state")), ["open", "released"]
        )

    def test_changes_after_confirmation_move_the_hold(self):
        self._top_up(500)
        order = self._confirm((self.product, 3, 100))
        order.order_line.product_uom_qty = 4
        self._assert_wallet(500, 400)
        order.order_line.price_unit = 50
        self._assert_wallet(500, 200)
        order.write(
            {
                "order_line": [
                    (
                        0,
                        0,
                        {
                            "product_id": self.product.id,
                            "price_unit": 10,
                            "tax_ids": False,
                        },
                    )
                ]
            }
        )
        self._assert_wallet(500, 210)
        with self.assertRaisesRegex(UserError, "is missing"), self.env.cr.savepoint():
            order.order_line[0].product_uom_qty = 99

    def test_terms_need_no_deposit(self):
        self.dealer.sudo().prepaid = False
        order = self._confirm((self.product, 3, 100))
        self.assertFalse(order.wallet_hold_ids)

    def test_finance_releases_what_will_not_be_invoiced(self):
        self._top_up(500)
        hold = self._confirm((self.product, 3, 100)).wallet_hold_ids
        with self.assertRaises(AccessError):
            hold.with_user(self.env.ref("base.public_user")).action_release()
        hold.with_user(self.finance).action_release()
        self._assert_wallet(500, 0)
        message = hold.order_id.message_ids[0]
        self.assertEqual(message.author_id, self.finance.partner_id)
        self.assertIn("300", message.body)

    def test_top_up_form(self):
        action = self.dealer.with_user(self.finance).action_top_up()
        wizard = self.env["distributor.wallet.topup"].with_user(self.finance)
        with Form(wizard.with_context(**action["context"])) as form:
            form.amount = 250
        form.record.action_confirm()
        self._assert_wallet(250, 0)
        self.assertEqual(self.dealer.wallet_available, 250)
