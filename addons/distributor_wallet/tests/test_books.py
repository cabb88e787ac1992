# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.fields import Command
from odoo.tests import tagged

from .common import WalletCommon


@tagged("post_install", "-at_install")
class TestBooks(WalletCommon):
    """What the accountant relies on keeps working with wallets."""

    def test_cash_basis_taxes_fall_due_when_the_wallet_pays(self):
        self.company.tax_exigibility = True
        transition = self.env["account.account"].create(
            {
                "name": "T-Transition",
                "code": "T25100",
                "account_type": "liability_current",
                "reconcile": True,
            }
        )
        tax = self.company_data["default_tax_sale"].copy(
            {
                "name": "T-On payment",
                "amount": 10,
                "tax_exigibility": "on_payment",
                "cash_basis_transition_account_id": transition.id,
            }
        )
        self._top_up(500)
        order = self._create_order(self.dealer, [(self.product, 1, 100)])
        order.order_line.tax_ids = [Command.set(tax.ids)]
        order.action_confirm()
        invoice = self._invoice(order)
        self.assertEqual(invoice.payment_state, "paid")
        self._assert_wallet(390, 0)
        entries = invoice.tax_cash_basis_created_move_ids
        self.assertEqual(entries.mapped("state"), ["posted"])
        moved = entries.line_ids.filtered(lambda item: item.account_id == transition)
        self.assertEqual(sum(moved.mapped("debit")), 10)

    def test_numbers_of_payments_follow_each_other(self):
        self._top_up(500)
        names = [
            self._invoice(
                self._confirm((self.product, 1, 100))
            ).matched_payment_ids.move_id.name
            for _number in range(3)
        ]
        numbers = [int(name.rsplit("/", 1)[1]) for name in names]
        self.assertEqual(numbers, list(range(numbers[0], numbers[0] + 3)))
