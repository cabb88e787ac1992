# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from typing import NamedTuple

from odoo import models
from odoo.tools import SQL


class Returnable(NamedTuple):
    """Goods of one delivery and lot, and how much of them may come back."""

    move: models.BaseModel
    lot: models.BaseModel
    delivered: float
    quantity: float


class SaleOrderReturnable(models.AbstractModel):
    """What of an order may come back."""

    _name = "sale.order.returnable"
    _description = "Goods That May Come Back"

    def _lock_for_return(self):
        """Let one transaction at a time ask what of these orders may come back.

        Locking alone is not enough: whoever waited would decide on what it saw before.
        The update makes it start again.
        """
        lines = self.order_line
        if lines:
            self.env.flush_all()
            self.env.cr.execute(
                SQL(
                    "UPDATE sale_order_line SET write_date = write_date"
                    " WHERE id IN (SELECT id FROM sale_order_line WHERE id IN %s"
                    " ORDER BY id FOR NO KEY UPDATE)",
                    tuple(lines.ids),
                )
            )

    def _get_delivered_moves(self):
        """Return the deliveries of goods as they were ordered, the oldest first."""
        return self.order_line.move_ids.filtered(
            lambda move: move.state == "done"
            and move.location_dest_id.usage == "customer"
            and move.product_id == move.sale_line_id.product_id
        ).sorted(lambda move: (move.date, move.id))

    def _get_returnable(self, besides=None):
        """Return [Returnable] of what was delivered, also when nothing is left of it.

        :param besides: a return that is not counted
        """
        moves = self._get_delivered_moves()
        delivered = _by_lot(moves, moves)
        taken = self._get_taken(moves, besides)
        rows = []
        for move in moves:
            lots = {lot: q for (m, lot), q in delivered.items() if m == move}
            left = sum(lots.values()) - sum(
                quantity for (m, _lot), quantity in taken.items() if m == move
            )
            for lot, quantity in lots.items():
                free = min(left, quantity - taken.get((move, lot), 0.0))
                rows.append(
                    Returnable(
                        move, lot, quantity, max(0.0, move.product_uom.round(free))
                    )
                )
        return rows

    def _get_taken(self, moves, besides):
        """Return {(delivery, lot): quantity} that came back or is asked for."""
        back = moves.returned_move_ids.filtered(lambda move: move.state != "cancel")
        if besides:
            back = back.filtered(lambda move: move.distributor_return_id != besides)
        taken = _by_lot(back, back.origin_returned_move_id, expected=True)
        lines = self.env["distributor.return.line"].search(
            [
                ("move_id", "in", moves.ids),
                ("return_id", "!=", besides.id if besides else False),
                "|",
                ("state", "=", "requested"),
                ("quantity_written_off", ">", 0),
            ]
        )
        for line in lines:
            key = (line.move_id, line.lot_id)
            taken[key] = taken.get(key, 0.0) + line.quantity
        return taken

    def _prepare_return_lines(self):
        """Return the values of lines for all that may come back, with quantity 0."""
        # sudo: whoever enters a return reads its order; the deliveries tell its goods
        return [
            {"move_id": row.move.id, "lot_id": row.lot.id, "quantity": 0.0}
            for row in self.sudo()._get_returnable()
            if row.quantity
        ]


def _by_lot(moves, keys, expected=False):
    """Return {(delivery, lot): quantity} of moves, in the unit of the delivery.

    :param keys: the deliveries to count for: the moves themselves, or what they return
    :param expected: whether what is not done yet counts as planned
    """
    found = {}
    for move in moves:
        key = move if move in keys else move.origin_returned_move_id
        planned = move.product_uom._compute_quantity(
            move.product_uom_qty, key.product_uom
        )
        for item in move.move_line_ids:
            quantity = item.product_uom_id._compute_quantity(
                item.quantity, key.product_uom
            )
            place = (key, item.lot_id)
            found[place] = found.get(place, 0.0) + quantity
            planned -= quantity
        if expected and move.state != "done" and planned > 0:
            place = (key, move.env["stock.lot"])
            found[place] = found.get(place, 0.0) + planned
    return found
