# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    distributor_reward_journal_id = fields.Many2one(
        related="company_id.distributor_reward_journal_id",
        readonly=False,
        domain="[('type', '=', 'general'), ('company_id', '=', company_id)]",
    )
    distributor_reward_deferred_account_id = fields.Many2one(
        related="company_id.distributor_reward_deferred_account_id", readonly=False
    )
    distributor_reward_discount_account_id = fields.Many2one(
        related="company_id.distributor_reward_discount_account_id", readonly=False
    )
