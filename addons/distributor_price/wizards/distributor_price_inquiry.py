# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorPriceInquiry(models.TransientModel):
    """What does a product cost a distributor on a day, and why?"""

    _name = "distributor.price.inquiry"
    _description = "Explain a Price"

    distributor_id = fields.Many2one(
        "distributor.distributor", required=True, ondelete="cascade"
    )
    product_id = fields.Many2one(
        "product.product", domain=[("sale_ok", "=", True)], ondelete="cascade"
    )
    quantity = fields.Float(digits="Product Unit", default=1.0)
    date = fields.Date(help="Empty: now. A day to come shows approved versions too.")
    answer = fields.Html(compute="_compute_answer", sanitize=False)

    @api.depends("distributor_id", "product_id", "quantity", "date")
    @api.depends_context("lang")
    def _compute_answer(self):
        for inquiry in self:
            inquiry.answer = False
            if not inquiry.product_id or not inquiry.distributor_id:
                continue
            told = inquiry.distributor_id.get_price_explanation(
                inquiry.product_id.id, inquiry.quantity, inquiry.date
            )
            inquiry.answer = self.env["ir.qweb"]._render(
                "distributor_price.price_inquiry", {"told": told, "by_hand": False}
            )
