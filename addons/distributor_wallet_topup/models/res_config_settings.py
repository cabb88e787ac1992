# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    distributor_topup_days = fields.Integer(
        related="company_id.distributor_topup_days", readonly=False
    )
    distributor_topup_journal_id = fields.Many2one(
        related="company_id.distributor_topup_journal_id", readonly=False
    )
    distributor_topup_reminder = fields.Boolean(
        related="company_id.distributor_topup_reminder", readonly=False
    )
    distributor_topup_test = fields.Boolean(
        related="company_id.distributor_topup_test", readonly=False
    )
