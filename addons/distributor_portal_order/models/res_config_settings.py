# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    distributor_stock_policy = fields.Selection(
        related="company_id.distributor_stock_policy", readonly=False, required=True
    )
    exception_policy_minimum = fields.Selection(
        related="company_id.exception_policy_minimum", readonly=False, required=True
    )
    exception_policy_day = fields.Selection(
        related="company_id.exception_policy_day", readonly=False, required=True
    )
    exception_policy_stock = fields.Selection(
        related="company_id.exception_policy_stock", readonly=False, required=True
    )
    distributor_stock_low = fields.Float(
        related="company_id.distributor_stock_low", readonly=False
    )
