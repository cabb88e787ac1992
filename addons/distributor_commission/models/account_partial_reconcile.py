# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models


class AccountPartialReconcile(models.Model):
    _inherit = "account.partial.reconcile"

    @api.model_create_multi
    def create(self, vals_list):
        partials = super().create(vals_list)
        partials._get_commission_moves()._sync_commission_payment()
        partials._get_credited_bills()._cancel_reversed_settlements()
        return partials

    def unlink(self):
        if not self:  # stock calls it for nothing whenever it deletes no line
            return super().unlink()
        self._get_credited_bills()._check_reversed_settlements()
        moves = self._get_commission_moves()
        result = super().unlink()
        moves.exists()._sync_commission_payment(undone=True)
        return result

    def _get_commission_moves(self):
        """Return the customer invoices whose payment these change."""
        lines = self.debit_move_id | self.credit_move_id
        return lines.move_id.filtered(lambda move: move.move_type == "out_invoice")

    def _get_credited_bills(self):
        """Return the vendor bills which these settle with credit notes."""
        credits = self.filtered(
            lambda partial: partial.debit_move_id.move_id.move_type == "in_refund"
        )
        moves = credits.credit_move_id.move_id
        return moves.filtered(lambda move: move.move_type == "in_invoice")
