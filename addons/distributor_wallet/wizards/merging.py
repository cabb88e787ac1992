# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.exceptions import UserError


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        # sudo: whose money is in the way is said to whoever merges contacts
        owners = (
            self.env["distributor.wallet"]
            .sudo()
            .search([("partner_id", "in", src_partners.ids)])
            .distributor_id
        )
        if owners:
            raise UserError(
                self.env._(
                    "%(distributor)s has a deposit, which cannot move to another"
                    " contact. Keep its contact “%(partner)s” as the destination; of"
                    " two distributors end one and pay its deposit out first.",
                    distributor=owners[0].display_name,
                    partner=owners[0].partner_id.display_name,
                )
            )
        return super()._update_foreign_keys(src_partners, dst_partner)


class AccountMergeWizard(models.TransientModel):
    _inherit = "account.merge.wizard"

    @api.model
    def _action_merge(self, accounts):
        # sudo: what an account is for is no secret to whoever merges it
        if held := accounts.sudo().filtered("is_distributor_wallet")[:1]:
            raise UserError(
                self.env._(
                    "Account %s holds deposits of distributors. Each purpose and"
                    " company keeps an account of its own: leave it out.",
                    held.display_name,
                )
            )
        return super()._action_merge(accounts)
