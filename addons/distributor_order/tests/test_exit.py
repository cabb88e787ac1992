# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.distributor.tests.common import DistributorCommon


@tagged("post_install", "-at_install")
class TestExit(DistributorCommon):
    """Goods on their way, out and back, are settled before the file closes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.goods = cls.env["product.product"].create(
            {"name": "T-Goods", "type": "consu", "invoice_policy": "delivery"}
        )

    def _get_item(self):
        [item] = [i for i in self.dealer._get_exit_items() if i["key"] == "stock"]
        return item

    def _ship(self, picking):
        for move in picking.move_ids:
            move.quantity = move.product_uom_qty
            move.picked = True
        picking._action_done()

    def test_deliveries_and_returns(self):
        self.assertTrue(self._get_item()["done"])
        order = self._create_order(self.dealer, [(self.goods, 2, 50)])
        order.action_confirm()
        delivery = order.picking_ids
        self.assertIn(delivery.name, self._get_item()["detail"])
        self._ship(delivery)
        self.assertTrue(self._get_item()["done"])
        self.assertEqual(self.dealer.return_count, 0)
        wizard = self.env["stock.return.picking"].create(
            {
                "picking_id": delivery.id,
                "product_return_moves": [
                    Command.create(
                        {
                            "product_id": self.goods.id,
                            "quantity": 1,
                            "move_id": delivery.move_ids.id,
                        }
                    )
                ],
            }
        )
        back = self.env["stock.picking"].browse(
            wizard.action_create_returns()["res_id"]
        )
        self.assertIn(back.name, self._get_item()["detail"])
        self.dealer.invalidate_recordset()
        self.assertEqual(self.dealer.return_count, 1)
        action = self.dealer.action_view_returns()
        self.assertEqual(self.env["stock.picking"].search(action["domain"]), back)
        self._ship(back)
        self.assertTrue(self._get_item()["done"])
