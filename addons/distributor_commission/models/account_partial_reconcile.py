# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models


class AccountPartialReconcile(models.Model):
    _inherit = "account.partial.reconcile"

    @api.model_create_multi
    def create(self, vals_list):
        partials = super().create(vals_list)
        partials._get_commission_moves()._sync_commission_payment()
        return partials

    def unlink(self):
        if not self:  # stock calls it for nothing whenever it deletes no line
            return super().unlink()
        moves = self._get_commission_moves()
        result = super().unlink()
        moves.exists()._sync_commission_payment(undone=True)
        return result

    def _get_commission_moves(self):
        """Return the customer invoices whose payment these change."""
        lines = self.debit_move_id | self.credit_move_id
        return lines.move_id.filtered(lambda move: move.move_type == "out_invoice")
