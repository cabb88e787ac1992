# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.fields import Command


class DistributorOrderSplit(models.TransientModel):
    """Asks which lines, and how much of them, become another order."""

    _name = "distributor.order.split"
    _description = "Split an Order"

    order_id = fields.Many2one("sale.order", required=True)
    company_id = fields.Many2one(related="order_id.company_id")
    method = fields.Selection(
        [
            ("hand", "What I choose"),
            ("missing", "What is not in stock"),
        ],
        "Move",
        required=True,
        default="hand",
    )
    warehouse_id = fields.Many2one(
        "stock.warehouse",
        "From Warehouse",
        compute="_compute_warehouse_id",
        store=True,
        readonly=False,
        help="From which the new order is shipped.",
    )
    commercial_partner_id = fields.Many2one(
        related="order_id.partner_id.commercial_partner_id"
    )
    partner_shipping_id = fields.Many2one(
        "res.partner",
        "Deliver To",
        compute="_compute_partner_shipping_id",
        store=True,
        readonly=False,
        help="Where the new order goes: another delivery address of the customer.",
    )
    line_ids = fields.One2many(
        "distributor.order.split.line",
        "split_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )

    @api.depends("order_id")
    def _compute_warehouse_id(self):
        for split in self:
            split.warehouse_id = split.order_id.warehouse_id

    @api.depends("order_id")
    def _compute_partner_shipping_id(self):
        for split in self:
            split.partner_shipping_id = split.order_id.partner_shipping_id

    @api.depends("order_id", "method")
    def _compute_line_ids(self):
        for split in self:
            lines = split.order_id.order_line.filtered(
                lambda line: line.product_id and not line.display_type
            )
            proposals = split._get_proposals(lines)
            split.line_ids = [
                Command.clear(),
                *(
                    Command.create({"line_id": line.id, "quantity": proposals[line]})
                    for line in lines
                ),
            ]

    def _get_proposals(self, lines):
        """Return {line: how much of it the method moves}."""
        if self.method == "hand":
            return dict.fromkeys(lines, 0.0)
        return self.order_id._propose_missing(lines)

    def action_split(self):
        """Split; access to the order is checked here, what may move by the order."""
        self.ensure_one()
        self.order_id.check_access("write")
        quantities = {
            row.line_id: row.quantity for row in self.line_ids if row.quantity
        }
        part = self.order_id._split(
            quantities,
            warehouse_id=self.warehouse_id.id,
            partner_shipping_id=self.partner_shipping_id.id,
        )
        return part._get_records_action(name=self.env._("Split Order"))


class DistributorOrderSplitLine(models.TransientModel):
    _name = "distributor.order.split.line"
    _description = "Line of an Order to Split"

    split_id = fields.Many2one(
        "distributor.order.split", required=True, ondelete="cascade"
    )
    line_id = fields.Many2one("sale.order.line", required=True, ondelete="cascade")
    product_id = fields.Many2one(related="line_id.product_id")
    ordered = fields.Float(related="line_id.product_uom_qty", string="Ordered")
    uom_id = fields.Many2one(related="line_id.product_uom_id")
    quantity = fields.Float("Moves", digits="Product Unit")
