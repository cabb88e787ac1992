# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from odoo import api, fields, models

from ..engine import Invoiced


def _decimal(quantity):
    return Decimal(f"{quantity:.6f}")


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    distributor_return_line_ids = fields.One2many(
        "distributor.return.line", "order_line_id", groups="base.group_user"
    )
    quantity_given_back = fields.Float(
        digits="Product Unit",
        compute="_compute_quantity_given_back",
        store=True,
        compute_sudo=True,
        help="What distributors returned of this line, or got credited without"
        " returning it: it is not invoiced again.",
    )

    @api.depends(
        "distributor_return_line_ids.quantity_received",
        "distributor_return_line_ids.quantity_written_off",
        "invoice_lines.quantity",
        "invoice_lines.parent_state",
        "invoice_lines.move_id.distributor_return_id",
    )
    def _compute_quantity_given_back(self):
        for line in self:
            if line.distributor_return_line_ids:
                parts = (
                    back.uom_id._compute_quantity(
                        back.quantity_received + back.quantity_written_off,
                        line.product_uom_id,
                    )
                    for back in line.distributor_return_line_ids
                )
                line.quantity_given_back = sum(parts)
            else:  # a discount, which the credit notes of returns took a part of
                line.quantity_given_back = sum(
                    line.invoice_lines.filtered(
                        lambda li: li.move_id.distributor_return_id
                        and li.parent_state != "cancel"
                    ).mapped("quantity")
                )

    def _get_quantity_written_off(self):
        """Return what was credited although it did not come back, in our unit."""
        return sum(
            back.uom_id._compute_quantity(
                back.quantity_written_off, self.product_uom_id
            )
            # sudo: the goods of the line, for whoever computes what was delivered
            for back in self.sudo().distributor_return_line_ids
        )

    @api.depends("distributor_return_line_ids.quantity_written_off")
    def _compute_qty_delivered(self):
        return super()._compute_qty_delivered()

    def _prepare_qty_delivered(self):
        delivered = super()._prepare_qty_delivered()
        for line in self:
            if off := line._get_quantity_written_off():
                delivered[line] = delivered.get(line, 0.0) - off
        return delivered

    @api.depends("quantity_given_back")
    def _compute_qty_to_invoice(self):
        result = super()._compute_qty_to_invoice()
        for line in self:
            if line.quantity_given_back and line.product_id.invoice_policy == "order":
                line.qty_to_invoice -= line.quantity_given_back
        return result

    def _get_quantity_kept(self):
        """Return what the customer keeps and pays, in our unit."""
        self.ensure_one()
        if self.product_id.invoice_policy == "delivery":
            return self.qty_delivered
        _out, back = self._get_outgoing_incoming_moves()
        came = sum(
            move.product_uom._compute_quantity(move.quantity, self.product_uom_id)
            for move in back.filtered(lambda move: move.state == "done")
        )
        return self.product_uom_qty - came - self._get_quantity_written_off()

    def _get_creditable(self):
        """Return what may be credited in all, and of which invoice lines.

        :return: (Decimal, {invoice line id: Invoiced}), the oldest first
        """
        self.ensure_one()
        lines = self.invoice_lines.filtered(lambda li: li.parent_state != "cancel")
        billed = lines.filtered(
            lambda li: li.move_id.move_type == "out_invoice"
            and li.parent_state == "posted"
            and li.quantity > 0
        ).sorted(lambda li: (li.move_id.invoice_date, li.id))
        credits = lines.filtered(lambda li: li.move_id.move_type == "out_refund")
        left = {line: self._get_quantity_of(line) for line in billed}
        total = sum(left.values(), Decimal(0))
        for credit in credits:
            quantity = self._get_quantity_of(credit)
            total -= quantity
            self._use_up(left, quantity, credit.move_id.reversed_entry_id)
        limit = max(Decimal(0), total - _decimal(self._get_quantity_kept()))
        invoiced = {
            line.id: Invoiced(line.id, self._get_quantity_of(line), left[line])
            for line in billed
        }
        return limit, invoiced

    def _get_quantity_of(self, invoice_line):
        """Return the quantity of an invoice line in our unit."""
        return _decimal(
            invoice_line.product_uom_id._compute_quantity(
                invoice_line.quantity, self.product_uom_id, round=False
            )
        )

    def _use_up(self, left, quantity, invoice):
        """Take what was credited from its invoice, else from the latest."""
        lines = sorted(left, key=lambda li: li.move_id == invoice)
        for line in reversed(lines):
            part = min(left[line], quantity)
            left[line] -= part
            quantity -= part

    def _get_delivered_interval(self, move):
        """Return (start, end): where a delivery stands in all that was delivered."""
        self.ensure_one()
        position = Decimal(0)
        for other in self.order_id._get_delivered_moves():
            if other.sale_line_id != self or other.origin_returned_move_id:
                continue
            end = position + _decimal(
                other.product_uom._compute_quantity(
                    other.quantity, self.product_uom_id, round=False
                )
            )
            if other == move:
                return position, end
            position = end
        return Decimal(0), position
