# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import RedirectWarning
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.distributor_wallet.tests.common import WalletCommon


@tagged("post_install", "-at_install")
class TestDeposit(WalletCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        pricelist = cls.env["product.pricelist"].create(
            {
                "name": "T-Deposit",
                "item_ids": [
                    Command.create({"fixed_price": 100}),
                    Command.create({"fixed_price": 98, "min_deposit": 50000}),
                ],
            }
        )
        cls.env["distributor.territory.price"].create(
            {"distributor_id": cls.dealer.id, "pricelist_id": pricelist.id}
        )

    def _order(self, quantity=1):
        order = self.env["sale.order"].create(
            {
                "partner_id": self.dealer.partner_id.id,
                "order_line": [
                    Command.create(
                        {"product_id": self.product.id, "product_uom_qty": quantity}
                    )
                ],
            }
        )
        self.env.flush_all()
        return order

    def test_deposit_makes_the_price(self):
        self._top_up(49999.99)
        self.assertEqual(self._order().order_line.price_unit, 100)
        self._top_up(0.01)
        self.assertEqual(self._order().order_line.price_unit, 98)

    def test_the_order_itself_does_not_count(self):
        self._top_up(50000)
        order = self._order(10)
        order.action_confirm()
        self.assertEqual(order.order_line.price_unit, 98)
        self.assertEqual(self._order().order_line.price_unit, 100)
        self.env.invalidate_all()
        self.assertEqual(order.order_line.price_unit, 98, "confirmed stays confirmed")

    def test_lost_before_confirmation(self):
        self._top_up(50000)
        first, second = self._order(), self._order()
        first.action_confirm()
        with self.assertRaisesRegex(RedirectWarning, "98.00.*100.00"):
            second.action_confirm()

    def test_amount_is_not_told(self):
        self._top_up(12345.67)
        answer = self.dealer.get_price_explanation(self.product.id)
        currency = self.company.currency_id.name
        self.assertIn(
            f"with a deposit from 50,000.00 {currency}", " ".join(answer["losers"])
        )
        self.assertNotIn("12,345", str(answer))
