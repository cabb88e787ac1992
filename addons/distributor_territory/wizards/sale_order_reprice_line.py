# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class SaleOrderRepriceLine(models.TransientModel):
    """An order line with its price now and then."""

    _name = "sale.order.reprice.line"
    _description = "Update Price List Line"

    reprice_id = fields.Many2one(
        "sale.order.reprice", required=True, ondelete="cascade"
    )
    order_line_id = fields.Many2one(
        "sale.order.line", required=True, ondelete="cascade"
    )
    product_id = fields.Many2one(related="order_line_id.product_id")
    quantity = fields.Float(
        related="order_line_id.product_uom_qty", digits="Product Unit"
    )
    old_currency_id = fields.Many2one(related="reprice_id.old_currency_id")
    new_currency_id = fields.Many2one(related="reprice_id.new_currency_id")
    old_price = fields.Float("Price Now", min_display_digits="Product Price")
    old_discount = fields.Float("Disc.% Now", digits="Discount")
    old_subtotal = fields.Monetary("Amount Now", currency_field="old_currency_id")
    new_price = fields.Float("Price Then", min_display_digits="Product Price")
    new_discount = fields.Float("Disc.% Then", digits="Discount")
    new_subtotal = fields.Monetary("Amount Then", currency_field="new_currency_id")
    is_changed = fields.Boolean(compute="_compute_is_changed")

    @api.depends("old_price", "old_discount", "new_price", "new_discount")
    def _compute_is_changed(self):
        for line in self:
            line.is_changed = (
                line.reprice_id.old_currency_id != line.reprice_id.new_currency_id
                or abs(line.old_price - line.new_price) > 1e-6
                or abs(line.old_discount - line.new_discount) > 1e-6
            )
