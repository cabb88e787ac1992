# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.fields import Command

from odoo.addons.distributor_wallet.tests.common import WalletCommon


class OrderCommon(WalletCommon):
    """Orders of goods, their deliveries and what comes back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.goods = cls._create_goods()
        cls._top_up(1000)

    @classmethod
    def _create_goods(cls, name="T-Goods", **values):
        return cls.env["product.product"].create(
            {
                "name": name,
                "type": "consu",
                "invoice_policy": "order",
                "taxes_id": False,
                **values,
            }
        )

    @classmethod
    def _ship(cls, pickings, quantity=None):
        for move in pickings.move_ids:
            move.quantity = quantity or move.product_uom_qty
            move.picked = True
        pickings._action_done()

    @classmethod
    def _send_back(cls, picking, quantity=1):
        """Return the transfer that brings goods of a delivery back, not done."""
        wizard = cls.env["stock.return.picking"].create(
            {
                "picking_id": picking.id,
                "product_return_moves": [
                    Command.create(
                        {
                            "product_id": move.product_id.id,
                            "quantity": quantity,
                            "move_id": move.id,
                        }
                    )
                    for move in picking.move_ids
                ],
            }
        )
        return cls.env["stock.picking"].browse(wizard.action_create_returns()["res_id"])
