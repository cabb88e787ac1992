# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    credit_in_use = fields.Boolean(related="company_id.credit_in_use", readonly=False)
    exception_policy_credit = fields.Selection(
        related="company_id.exception_policy_credit", readonly=False, required=True
    )
    credit_policy_delivery = fields.Selection(
        related="company_id.credit_policy_delivery", readonly=False, required=True
    )
    credit_overdue_days = fields.Integer(
        related="company_id.credit_overdue_days", readonly=False
    )
    credit_transit_paid = fields.Boolean(
        related="company_id.credit_transit_paid", readonly=False
    )
    credit_currency_id = fields.Many2one(
        related="company_id.currency_id", string="Currency of Credit"
    )
    credit_default_limit = fields.Monetary(
        related="company_id.credit_default_limit",
        readonly=False,
        currency_field="credit_currency_id",
    )
    credit_override_days = fields.Integer(
        related="company_id.credit_override_days", readonly=False
    )
