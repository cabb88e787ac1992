# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    commission_accrual_account_id = fields.Many2one(
        related="company_id.commission_accrual_account_id", readonly=False
    )
    commission_accrual_journal_id = fields.Many2one(
        related="company_id.commission_accrual_journal_id", readonly=False
    )
