# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

# what only the steps write
STEP_FIELDS = {"quantity_received"}


class DistributorReturnLine(models.Model):
    """Goods of one delivery, and of one lot if they have one, that come back."""

    _name = "distributor.return.line"
    _description = "Goods of a Return"
    _order = "return_id, id"
    _rec_name = "product_id"

    return_id = fields.Many2one(
        "distributor.return", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="return_id.company_id", store=True, index=True, precompute=True
    )
    state = fields.Selection(related="return_id.state", store=True, index=True)
    currency_id = fields.Many2one(related="return_id.currency_id")
    move_id = fields.Many2one(
        "stock.move",
        "Delivery",
        required=True,
        index=True,
        ondelete="restrict",
    )
    order_line_id = fields.Many2one(
        "sale.order.line",
        compute="_compute_from_move",
        store=True,
        index=True,
        precompute=True,
        compute_sudo=True,
    )
    product_id = fields.Many2one(
        "product.product",
        compute="_compute_from_move",
        store=True,
        index=True,
        precompute=True,
        compute_sudo=True,
    )
    uom_id = fields.Many2one(
        "uom.uom",
        "Unit",
        compute="_compute_from_move",
        store=True,
        precompute=True,
        compute_sudo=True,
    )
    picking_name = fields.Char(
        "Delivered With",
        compute="_compute_from_move",
        store=True,
        precompute=True,
        compute_sudo=True,
    )
    delivered_date = fields.Date(
        "Delivered On",
        compute="_compute_from_move",
        store=True,
        precompute=True,
        compute_sudo=True,
    )
    lot_id = fields.Many2one("stock.lot", "Lot/Serial Number", ondelete="restrict")
    quantity = fields.Float(digits="Product Unit", required=True, default=0.0)
    quantity_available = fields.Float(
        "May Come Back",
        digits="Product Unit",
        compute="_compute_quantity_available",
        help="Delivered, less what came back or is asked for already.",
    )
    reason_id = fields.Many2one(
        "distributor.return.reason",
        compute="_compute_reason_id",
        store=True,
        readonly=False,
        precompute=True,
        ondelete="restrict",
    )
    goods_back = fields.Boolean(
        "Comes Back",
        compute="_compute_goods_back",
        store=True,
        readonly=False,
        precompute=True,
        help="Off: it is credited without waiting for the goods.",
    )
    last_day = fields.Date(compute="_compute_last_day")
    quantity_received = fields.Float(
        "Received", digits="Product Unit", readonly=True, copy=False
    )
    quantity_written_off = fields.Float(
        "Credited Without Goods",
        digits="Product Unit",
        compute="_compute_quantity_written_off",
        store=True,
    )
    quantity_credited = fields.Float(
        "Credited", digits="Product Unit", compute="_compute_quantity_credited"
    )
    amount = fields.Monetary(
        "Value",
        compute="_compute_amount",
        store=True,
        compute_sudo=True,
        help="At the price of the order, taxes included.",
    )

    _quantity_check = models.Constraint(
        "CHECK (quantity >= 0)", "What comes back is 0 or more."
    )

    @api.depends("move_id")
    def _compute_from_move(self):
        for line in self:
            move = line.move_id
            line.order_line_id = move.sale_line_id
            line.product_id = move.product_id
            line.uom_id = move.product_uom
            line.picking_name = move.picking_id.name
            # the day of the company, the same for each user
            buyer = move.sale_line_id.order_id.distributor_id
            line.delivered_date = move.date and buyer._get_day(move.date)

    @api.depends("return_id.reason_id")
    def _compute_reason_id(self):
        for line in self:
            line.reason_id = line.return_id.reason_id

    @api.depends("reason_id")
    def _compute_goods_back(self):
        for line in self:
            line.goods_back = line.reason_id.goods_back

    @api.depends("move_id", "lot_id", "return_id.order_id")
    def _compute_quantity_available(self):
        for record in self.return_id:
            # sudo: whoever reads the return may know what may still come back
            order = record.sudo().order_id
            rows = order._get_returnable(besides=record._origin)
            left = {(row.move.id, row.lot.id): row.quantity for row in rows}
            for line in record.line_ids:
                key = (line.move_id.id, line.lot_id.id)
                line.quantity_available = left.get(key, 0.0)

    @api.depends("delivered_date", "reason_id")
    def _compute_last_day(self):
        for line in self:
            line.last_day = (
                line.reason_id
                and line.delivered_date
                and fields.Date.add(
                    line.delivered_date,
                    # sudo: a setting of the company, for whoever reads the return
                    days=line.reason_id.sudo()._get_days(
                        line.return_id.sudo().distributor_id
                    ),
                )
            )

    @api.depends("quantity", "goods_back", "state")
    def _compute_quantity_written_off(self):
        decided = ("approved", "expected", "received", "credited", "closed")
        for line in self:
            off = not line.goods_back and line.state in decided
            line.quantity_written_off = line.quantity if off else 0.0

    @api.depends(
        "quantity_received",
        "quantity_written_off",
        "return_id.credit_note_ids.state",
        "return_id.credit_note_ids.invoice_line_ids.quantity",
    )
    def _compute_quantity_credited(self):
        for record in self.return_id:
            # sudo: whoever reads a return may know what was credited for it
            left = record.sudo()._get_credited_quantities()
            for line in record.line_ids:
                sold = line.order_line_id
                part = min(line._get_due_quantity(), left.get(sold, 0.0))
                line.quantity_credited = part
                left[sold] = left.get(sold, 0.0) - part

    @api.depends("quantity", "move_id")
    def _compute_amount(self):
        for line in self:
            sold = line.order_line_id
            quantity = line.uom_id._compute_quantity(
                line.quantity, sold.product_uom_id, round=False
            )
            line.amount = sold.product_uom_qty and (
                sold.price_total * quantity / sold.product_uom_qty
            )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(STEP_FIELDS & vals.keys() for vals in vals_list):
            raise AccessError(self.env._("What was received comes from the stock."))
        lines = super().create(vals_list)
        lines.return_id._check_open()
        return lines

    def write(self, vals):
        if not self.env.su and STEP_FIELDS & vals.keys():
            raise AccessError(self.env._("What was received comes from the stock."))
        if vals.keys() == {"goods_back"}:
            self._check_goods_back()
        elif vals.keys() - STEP_FIELDS - {"state", "quantity_written_off"}:
            self.return_id._check_open()
        return super().write(vals)

    def _check_goods_back(self):
        """Whoever decides may still say whether goods come back."""
        asked = self.return_id.filtered(lambda r: r.state == "requested")
        if asked:
            asked._check_may_decide()
        (self.return_id - asked)._check_open()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_final(self):
        self.return_id._check_open()

    def _get_due_quantity(self):
        """Return what is to be credited for this line in all, in its unit."""
        self.ensure_one()
        return self.quantity_received if self.goods_back else self.quantity_written_off

    def _check_quantity(self):
        """Refuse more than was delivered and is not on its way back.

        :raise UserError: names the goods and what may come back
        """
        for line in self:
            if line.uom_id.compare(line.quantity, line.quantity_available) <= 0:
                continue
            raise UserError(
                self.env._(
                    "%(product)s of %(delivery)s: %(wanted)s asked for, but only"
                    " %(left)s may come back. The rest came back or is asked for"
                    " already.",
                    product=line._get_label(),
                    delivery=line.picking_name or line.return_id.order_id.name,
                    wanted=f"{line.quantity:g} {line.uom_id.name}",
                    left=f"{line.quantity_available:g} {line.uom_id.name}",
                )
            )

    def _get_label(self):
        """Return the product, with its lot."""
        self.ensure_one()
        parts = (self.product_id.display_name, self.lot_id.name)
        return " · ".join(filter(None, parts))
