# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    distributor_restock_days = fields.Integer(
        related="company_id.distributor_restock_days", readonly=False, required=True
    )
    distributor_restock_lead_days = fields.Integer(
        related="company_id.distributor_restock_lead_days", readonly=False
    )
    distributor_restock_cover_days = fields.Integer(
        related="company_id.distributor_restock_cover_days", readonly=False
    )
