# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    approval_own_orders = fields.Boolean(
        related="company_id.approval_own_orders", readonly=False
    )
    approval_show_amounts = fields.Boolean(
        related="company_id.approval_show_amounts", readonly=False
    )
