# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    distributor_team_depth = fields.Integer(
        related="company_id.distributor_team_depth", readonly=False
    )
    distributor_team_names = fields.Boolean(
        related="company_id.distributor_team_names", readonly=False
    )
    distributor_team_phones = fields.Boolean(
        related="company_id.distributor_team_phones", readonly=False
    )
    distributor_team_sales = fields.Selection(
        related="company_id.distributor_team_sales", readonly=False
    )
