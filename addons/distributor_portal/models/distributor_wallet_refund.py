# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools import format_date


class DistributorWalletRefund(models.Model):
    """What a distributor sees of its refunds. Callers resolved it from the session."""

    _inherit = "distributor.wallet.refund"

    def _is_portal_cancellable(self):
        """Tell whether the portal takes it back: asked for there and not paid yet."""
        self.ensure_one()
        # sudo: asked of refunds of the visitor's own distributor
        asked_there = self.sudo().requester_id.share
        return asked_there and self.state in ("submitted", "half", "approved")

    def _get_portal_url(self):
        self.ensure_one()
        key = self.wallet_id._get_portal_key()
        return f"{self.get_base_url()}/my/distribution/refunds?wallet={key}"

    def _get_due_text(self):
        self.ensure_one()
        return format_date(self.env, self.due_date)

    def _get_portal_account(self):
        """Return the account it goes to, its middle hidden."""
        self.ensure_one()
        return self.bank_account_id._get_portal_name()
