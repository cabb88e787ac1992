# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    distributor_statement_monthly = fields.Boolean(
        related="company_id.distributor_statement_monthly", readonly=False
    )
    distributor_statement_day = fields.Integer(
        related="company_id.distributor_statement_day", readonly=False
    )
    distributor_statement_send = fields.Boolean(
        related="company_id.distributor_statement_send", readonly=False
    )
    distributor_statement_days = fields.Integer(
        related="company_id.distributor_statement_days", readonly=False
    )
