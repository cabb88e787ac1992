# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models


class PaymentProvider(models.Model):
    _inherit = "payment.provider"

    def _credits_top_ups(self, company):
        """Return whether what this provider received may credit a deposit.

        Not one that is a wallet itself, nor one that only simulates payments, nor one
        that only shows where to transfer to: top-ups have that already.
        """
        self.ensure_one()
        states = ("enabled", "test") if company.distributor_topup_test else ("enabled",)
        return (
            self.state in states
            and self.code != "custom"
            and self.company_id == company
            and self.journal_id.type == "bank"
            and not self.journal_id.default_account_id.is_distributor_wallet
        )

    @api.model
    def _get_top_up_providers(self, topup, partner, report=None):
        """Return the providers with which a top-up can be paid online."""
        # sudo: what is offered depends on the request and its payer only
        providers = self.sudo()._get_compatible_providers(
            topup.company_id.id,
            partner.id,
            topup.amount,
            currency_id=topup.currency_id.id,
            report=report,
        )
        return providers.filtered(lambda p: p._credits_top_ups(topup.company_id.sudo()))
