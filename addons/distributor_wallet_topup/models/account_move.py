# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def _get_top_up(self):
        """Return (top-up, whether its money goes out) of this journal entry."""
        self.ensure_one()
        # sudo: the entry is read already; what it pays is part of its name
        move = self.sudo()
        payment = move.origin_payment_id
        if payment.distributor_topup_id:
            return payment.distributor_topup_id, payment.payment_type == "outbound"
        return move.statement_line_id.distributor_match_ids.topup_id, False

    def _get_wallet_origin(self):
        return self._get_top_up()[0].name or super()._get_wallet_origin()


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    def _get_wallet_entry_kind(self, number):
        """A line of a bank statement moves money as a payment does."""
        kind = super()._get_wallet_entry_kind(number)
        if kind == "adjust" and self.move_id.statement_line_id and number % 2:
            kind = "topup" if self.balance < 0 else "payout"
        return kind
