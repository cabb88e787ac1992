# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_wallet.tests.common import WalletCommon


@tagged("post_install", "-at_install")
class TestHold(WalletCommon):
    """What is held follows what is still to be delivered."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.goods = cls.env["product.product"].create(
            {
                "name": "T-Goods",
                "list_price": 100.0,
                "type": "consu",
                "invoice_policy": "delivery",
                "taxes_id": False,
            }
        )
        cls._top_up(1000)

    def _ship(self, picking, quantity, backorder=True):
        picking.move_ids.quantity = quantity
        picking.move_ids.picked = True
        picking.with_context(cancel_backorder=not backorder)._action_done()

    def test_backorder_keeps_its_money(self):
        order = self._confirm((self.goods, 4, 100))
        self._ship(order.picking_ids, 3)
        self._assert_wallet(1000, 400)
        self._invoice(order)
        self._assert_wallet(700, 100)
        backorder = order.picking_ids.filtered(lambda p: p.state != "done")
        self._ship(backorder, 1)
        self._invoice(order)
        self._assert_wallet(600, 0)

    def test_declined_backorder_frees_its_money(self):
        order = self._confirm((self.goods, 4, 100))
        self._ship(order.picking_ids, 3, backorder=False)
        self._assert_wallet(1000, 300)
        self.assertEqual(self._invoice(order).payment_state, "paid")
        self._assert_wallet(700, 0)

    def test_cancelled_delivery_frees_the_rest(self):
        order = self._confirm((self.goods, 4, 100))
        order.picking_ids.action_cancel()
        self._assert_wallet(1000, 0)

    def test_goods_invoiced_as_ordered_keep_their_money(self):
        self.goods.invoice_policy = "order"
        order = self._confirm((self.goods, 4, 100))
        self._ship(order.picking_ids, 3, backorder=False)
        self._assert_wallet(1000, 400)

    def test_more_ordered_after_a_declined_backorder(self):
        order = self._confirm((self.goods, 4, 100))
        self._ship(order.picking_ids, 3, backorder=False)
        order.order_line.product_uom_qty = 5
        self._assert_wallet(1000, 500)
