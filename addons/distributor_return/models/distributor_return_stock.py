# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.fields import Command


class DistributorReturnStock(models.AbstractModel):
    """The transfers that take goods back, and what came with them."""

    _name = "distributor.return.stock"
    _description = "Stock Transfers of Returns"

    def _create_return_pickings(self, lines):
        """Make one return transfer for each delivery, by the wizard of stock."""
        self.ensure_one()
        for picking, group in lines.grouped(lambda li: li.move_id.picking_id).items():
            wizard = self.env["stock.return.picking"].create(
                {
                    "picking_id": picking.id,
                    "product_return_moves": [
                        Command.create(
                            {
                                "product_id": move.product_id.id,
                                "move_id": move.id,
                                "quantity": sum(part.mapped("quantity")),
                                "to_refund": True,
                            }
                        )
                        for move, part in group.grouped("move_id").items()
                    ],
                }
            )
            back = wizard._create_return()
            back.move_ids.distributor_return_id = self
            back.origin = f"{self.name} ({picking.name})"
            self._set_lots(back, group)

    def _set_lots(self, picking, lines):
        """Expect the very lots that were asked for."""
        for move in picking.move_ids:
            part = lines.filtered(
                lambda li, m=move: li.move_id == m.origin_returned_move_id and li.lot_id
            )
            if not part:
                continue
            move.move_line_ids.unlink()
            move.move_line_ids = [
                Command.create(
                    {
                        **move._prepare_move_line_vals(),
                        "lot_id": line.lot_id.id,
                        "quantity": line.quantity,
                    }
                )
                for line in part
            ]

    def _get_waiting_moves(self):
        return self.move_ids.filtered(lambda m: m.state not in ("done", "cancel"))

    def _on_stock_change(self):
        """Note what came back; go on when nothing more is expected."""
        # sudo: the transfer was allowed, and the return follows it
        for record in self.sudo():
            record._note_received()
            if record.state == "expected" and not record._get_waiting_moves():
                record._on_all_received()

    def _on_all_received(self):
        """Go on once all is in, or will not come any more."""
        received = any(self.line_ids.mapped("quantity_received"))
        written_off = any(self.line_ids.mapped("quantity_written_off"))
        if not received and not written_off:
            self.state = "cancelled"
            self.message_post(
                body=self.env._("The transfer was cancelled: nothing came back.")
            )
            return
        self.write({"state": "received", "received_date": fields.Datetime.now()})
        self._credit_as_configured()

    def _note_received(self):
        """Share what came among the lines, by delivery and lot."""
        expected = self.line_ids.filtered("goods_back")
        for move, lines in expected.grouped("move_id").items():
            came = self._get_came(move)
            received = {}
            for line in lines:
                here = came.get(line.lot_id, 0.0)
                received[line] = min(line.quantity, here)
                came[line.lot_id] = here - received[line]
            rest = sum(came.values())  # of another lot, or more than asked for
            for line in lines:
                more = min(line.quantity - received[line], rest)
                received[line] += more
                rest -= more
            received[lines[-1]] += rest
            for line in lines:
                line.quantity_received = received[line]

    def _get_came(self, move):
        """Return {lot: quantity} that came back of a delivery, in its unit."""
        came = {}
        done = self.move_ids.filtered(
            lambda m: m.state == "done" and m.origin_returned_move_id == move
        )
        for item in done.move_line_ids:
            quantity = item.product_uom_id._compute_quantity(
                item.quantity, move.product_uom
            )
            came[item.lot_id] = came.get(item.lot_id, 0.0) + quantity
        return came

    def action_view_pickings(self):
        """Open the transfers that take the goods back."""
        self.check_access("read")
        pickings = self.sudo().move_ids.picking_id  # sudo: ids only, opened by rights
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "stock.action_picking_tree_all"
        )
        action = dict(action, domain=[("id", "in", pickings.ids)], context={})
        if len(pickings) == 1:
            action.update(views=[(False, "form")], res_id=pickings.id)
        return action
