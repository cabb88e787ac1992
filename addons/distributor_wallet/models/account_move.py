# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models

KINDS = [
    ("commission", "Commission"),
    ("reward", "Reward Granted"),
    ("expire", "Reward Expired"),
    ("clawback", "Reward Taken Back"),
    ("opening", "Opening Balance"),
    ("penalty", "Decided Case"),
    ("adjust", "Adjustment"),
    ("undo", "Undone"),
]


class AccountMove(models.Model):
    _name = "account.move"
    _inherit = ["account.move", "account.move.settling"]

    distributor_wallet_kind = fields.Selection(
        KINDS,
        "Wallet Movement",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="What this entry means for the wallet of a distributor.",
    )
    wallet_capture_ids = fields.One2many("distributor.wallet.capture", "move_id")

    def write(self, vals):
        undone = self.browse()
        if vals.get("state", "posted") != "posted":
            undone = self.filtered(lambda move: move.state == "posted")
        result = super().write(vals)
        if "state" in vals:
            if undone:
                undone._unlink_wallet_reconciliation()
                undone._undo_captures()
            self.line_ids._mirror_to_wallets()
        return result

    def _unlink_wallet_reconciliation(self):
        """Open what a wallet paid again, when that payment is undone.

        Stock keeps drafts reconciled, so an invoice would stay paid by money that is
        back in the wallet.
        """
        journals = self.company_id._get_wallet_journals()
        self.filtered(
            lambda move: move.journal_id in journals
        ).line_ids.remove_move_reconcile()

    def _post(self, soft=True):
        self._lock_wallets()
        posted = super()._post(soft)
        posted._settle_with_wallets()
        return posted

    def _lock_wallets(self):
        """Lock the wallets of these entries before the journals number them."""
        partners = self.commercial_partner_id | self.line_ids.partner_id
        # sudo: locking is no access; posting was asked for
        wallets = self.env["distributor.wallet"].sudo()
        wallets._lock_of_partners(partners.commercial_partner_id, self.company_id)

    def _get_wallet_origin(self):
        """Return the document name a distributor knows this entry by."""
        self.ensure_one()
        payment = self.origin_payment_id
        if payment.invoice_ids:
            return ", ".join(payment.invoice_ids.mapped("name"))
        return payment.memo or self.ref or self.name
