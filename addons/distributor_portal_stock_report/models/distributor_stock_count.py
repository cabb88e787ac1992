# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError


class DistributorStockCount(models.Model):
    """How much of a product a distributor had when it counted; it stays as it is."""

    _name = "distributor.stock.count"
    _description = "Stock Counted by a Distributor"
    _order = "date desc, id desc"
    _rec_name = "product_id"

    distributor_id = fields.Many2one(
        "distributor.distributor",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="distributor_id.company_id", store=True, index=True
    )
    product_id = fields.Many2one(
        "product.product", required=True, readonly=True, ondelete="restrict"
    )
    quantity = fields.Float(
        "On Hand", digits="Product Unit", required=True, readonly=True
    )
    uom_id = fields.Many2one(related="product_id.uom_id", string="Unit")
    date = fields.Datetime("Counted On", required=True, readonly=True)
    user_id = fields.Many2one("res.users", "Counted By", readonly=True)
    key = fields.Char(
        readonly=True,
        groups="base.group_system",
        help="Of the page that was sent: sent twice, it is one count.",
    )

    _quantity_check = models.Constraint(
        "CHECK (quantity >= 0)", "What a distributor has is 0 or more."
    )
    _key_uniq = models.UniqueIndex(
        "(distributor_id, product_id, key)", "This count was saved already."
    )
    _last_idx = models.Index("(distributor_id, product_id, date DESC)")

    def write(self, vals):
        # the ORM keeps the company in step with the distributor, nothing else changes
        if set(vals) - {"company_id"}:
            self._unlink_except_always()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_always(self):
        raise UserError(
            self.env._("A count stays as it is: what is counted anew is another count.")
        )
