# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import fields
from odoo.fields import Command

from odoo.addons.distributor_portal_order.tests.common import (
    OrderFactory,
    OrderMembersCommon,
)

RESTOCK = "/my/distribution/restock"


class RestockFactory(OrderFactory):
    """Orders of the past, delivered as far as told; mixed into portal tests."""

    @classmethod
    def _buy(cls, *lines, ago=30, lead=2, shipped=None, distributor=None):
        """Return an order of lines (product, quantity), confirmed days ago.

        :param lead: days until it was delivered; None: it is on its way
        :param shipped: what was delivered of each line, the rest is on its way
        """
        order = cls._confirm(
            *((product, quantity, 1) for product, quantity in lines),
            distributor=distributor,
        )
        now = fields.Datetime.now()
        order.date_order = now - timedelta(days=ago)
        if lead is not None:
            picking = order.picking_ids
            for move in picking.move_ids:
                move.quantity = shipped or move.product_uom_qty
                move.picked = True
            picking._action_done()
            picking.date_done = order.date_order + timedelta(days=lead)
        return order

    @classmethod
    def _bring_back(cls, order, quantity, done=True):
        delivered = order.picking_ids.filtered(lambda one: one.state == "done")
        wizard = cls.env["stock.return.picking"].create(
            {
                "picking_id": delivered.id,
                "product_return_moves": [
                    Command.create(
                        {
                            "product_id": move.product_id.id,
                            "quantity": quantity,
                            "move_id": move.id,
                        }
                    )
                    for move in delivered.move_ids
                ],
            }
        )
        back = cls.env["stock.picking"].browse(wizard.action_create_returns()["res_id"])
        if done:
            back.move_ids.write({"quantity": quantity, "picked": True})
            back._action_done()
        return back

    def _get_rows(self, distributor=None):
        self.env.flush_all()
        distributor = distributor or self.dealer
        return {row["product"]: row for row in distributor._get_restock_rows()}


class RestockCommon(RestockFactory, OrderMembersCommon):
    pass
