# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models


class DistributorWalletPurpose(models.Model):
    _inherit = "distributor.wallet.purpose"

    @api.model
    def _translate_shipped(self, langs, overwrite=False):
        result = super()._translate_shipped(langs, overwrite)
        # sudo: whoever loads a language changes the names in it, of all companies
        purposes = self.sudo().with_context(active_test=False)
        groups = purposes._read_group([("code", "=", "reward")], ["company_id"])
        for (company,) in groups:
            company._name_reward_accounts(langs, overwrite)
        return result
