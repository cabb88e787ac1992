# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorCommissionPlan(models.Model):
    _inherit = "distributor.commission.plan"

    currency_id = fields.Many2one(related="company_id.currency_id")
    minimum_amount = fields.Monetary()
    payout = fields.Selection(
        [("bill", "Vendor bill"), ("wallet", "Deposit"), ("offset", "Set-off")],
        required=True,
        default="bill",
    )
    pay_day = fields.Integer(required=True, default=15)
    confirm_days = fields.Integer(required=True, default=7)
