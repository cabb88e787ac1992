# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models


class DistributorWalletPurpose(models.Model):
    _inherit = "distributor.wallet.purpose"

    @api.model
    def _translate_shipped(self, langs, overwrite=False):
        """Name account and journal of accruals too, which are made by code as well."""
        result = super()._translate_shipped(langs, overwrite)
        # sudo: whoever loads a language changes the names in it, of all companies
        companies = self.env["res.company"].sudo()
        accrues = [("commission_accrual_account_id", "!=", False)]
        found = companies.search(accrues)
        companies._name_commission_accrual_books(
            found.commission_accrual_account_id,
            found.commission_accrual_journal_id,
            langs,
            overwrite,
        )
        return result
