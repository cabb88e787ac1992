# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorWallet(models.Model):
    _inherit = "distributor.wallet"

    def _get_portal_key(self):
        """Return how an address names this wallet among those of its distributor."""
        return f"{self.purpose_id.code}-{self.currency_id.name}" if self else ""

    def _get_portal_refund_refusal(self):
        """Return why nothing is paid back now as its distributor is told, or nothing.

        Why a wallet is frozen is a note of finance.
        """
        self.ensure_one()
        refusal = self._get_refund_refusal()
        if refusal and self.state == "frozen":
            return self.env._(
                "This money is frozen for now, so it cannot be paid back yet. Please"
                " speak with your contact; once it is released, ask here again."
            )
        return refusal
