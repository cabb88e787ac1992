# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class AccountMove(models.Model):
    _inherit = "account.move"

    distributor_return_id = fields.Many2one(
        "distributor.return",
        "Return",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="base.group_user",
    )

    def _is_settled(self):
        """Tell whether nothing of a posted credit note is left to pay back."""
        self.ensure_one()
        return self.payment_state in ("paid", "in_payment", "reversed")

    def _post(self, soft=True):
        posted = super()._post(soft)
        posted._sync_returns()
        return posted

    def _invoice_paid_hook(self):
        result = super()._invoice_paid_hook()
        self._sync_returns()
        return result

    def button_draft(self):
        result = super().button_draft()
        self._sync_returns()
        return result

    def button_cancel(self):
        result = super().button_cancel()
        self._sync_returns()
        return result

    def _sync_returns(self):
        # sudo: only tells which returns these notes credit
        self.sudo().distributor_return_id._sync_credited()
