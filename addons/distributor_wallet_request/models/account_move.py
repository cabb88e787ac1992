# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.exceptions import UserError


class AccountMove(models.Model):
    _inherit = "account.move"

    def _post(self, soft=True):
        payments = self.origin_payment_id.filtered("distributor_refund_id")
        if payments:
            self._lock_wallets()
            payments._settle_refunds()
        self._check_undone_requests()
        return super()._post(soft)

    def _get_wallet_posted_requests(self):
        """Return the adjustments and cases these entries carried out, by model."""
        moves = self.filtered("distributor_wallet_kind")
        found = []
        for model in ("distributor.wallet.adjustment", "distributor.wallet.case"):
            # sudo: documents of these entries; whoever posts them may know
            requests = self.env[model].sudo()
            if moves:
                requests = requests.search([("move_id", "in", moves.ids)])
            found.append(requests)
        return found

    def _check_undone_requests(self):
        """Refuse to post an entry again that needs a second person again."""
        for requests in self._get_wallet_posted_requests():
            for request in requests:
                raise UserError(
                    self.env._(
                        "%(move)s carried out %(request)s and was undone. Enter a new"
                        " document, which a second person approves.",
                        move=request.move_id.display_name,
                        request=request.display_name,
                    )
                )

    def _undo_wallet_requests(self):
        """Tell the documents of these entries that they were undone."""
        for requests in self._get_wallet_posted_requests():
            requests.filtered(lambda r: r.state == "done")._on_entry_undone()
        # sudo: documents of these entries; whoever undoes them may know
        refunds = self.origin_payment_id.sudo().distributor_refund_id
        refunds.filtered(
            lambda r: r.state == "done" and r.payment_id in self.origin_payment_id
        )._on_entry_undone()
