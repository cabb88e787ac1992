# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorDeliveryReportLine(models.Model):
    """How much of which goods is missing or broken."""

    _name = "distributor.delivery.report.line"
    _description = "Missing or Broken Goods"
    _order = "report_id, id"
    _rec_name = "product_id"

    report_id = fields.Many2one(
        "distributor.delivery.report",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    move_id = fields.Many2one(
        "stock.move", required=True, readonly=True, index=True, ondelete="restrict"
    )
    product_id = fields.Many2one(related="move_id.product_id")
    uom_id = fields.Many2one(related="move_id.product_uom", string="Unit")
    delivered = fields.Float(related="move_id.quantity")
    quantity = fields.Float(
        "Concerned", required=True, readonly=True, digits="Product Unit"
    )
    kind = fields.Selection(
        [
            ("missing", "Missing"),
            ("damaged", "Damaged"),
            ("wrong", "Wrong Goods"),
        ],
        "What",
        required=True,
        readonly=True,
    )

    _quantity_check = models.Constraint(
        "CHECK (quantity > 0)", "Say how many are missing or broken."
    )

    def _get_sentences(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        return [
            self.env._(
                "%(product)s: %(quantity)g %(unit)s, %(what)s",
                product=line.product_id.display_name,
                quantity=line.quantity,
                unit=line.uom_id.name,
                what=labels[line.kind],
            )
            for line in self
        ]
