# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.tools import format_date


class DistributorWalletRefund(models.Model):
    """What a distributor sees of its refunds. Callers resolved it from the session."""

    _inherit = "distributor.wallet.refund"

    portal_key = fields.Char(
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="Made with the form: sent twice, it asks once.",
    )

    _portal_key_uniq = models.UniqueIndex(
        "(wallet_id, portal_key) WHERE portal_key IS NOT NULL",
        "This refund was asked for already.",
    )

    @api.model
    def _find_by_key(self, wallet, key):
        """Return what a form asked for already, or none."""
        return self.search([("wallet_id", "=", wallet.id), ("portal_key", "=", key)])

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
