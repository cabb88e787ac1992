# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    distributor_return_days = fields.Integer(
        related="company_id.distributor_return_days", readonly=False
    )
    distributor_return_credit = fields.Selection(
        related="company_id.distributor_return_credit", readonly=False
    )
