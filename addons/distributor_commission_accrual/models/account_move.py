# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class AccountMove(models.Model):
    _inherit = "account.move"

    commission_accrual_id = fields.Many2one(
        "distributor.commission.accrual",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="distributor.distributor_group_user",
        help="The month or the bill for which this entry books commission.",
    )

    def _post(self, soft=True):
        posted = super()._post(soft=soft)
        posted._sync_commission_accrual()
        return posted

    def button_draft(self):
        if not self:  # stock calls it for nothing whenever it deletes no line
            return super().button_draft()
        was_posted = self.filtered(lambda move: move.state == "posted")
        res = super().button_draft()
        was_posted._sync_commission_accrual()
        return res

    def _sync_commission_accrual(self):
        """Let accruals follow the bills of settlements among these."""
        # sudo: what a bill stands for does not depend on who may post it
        bills = self.sudo().filtered(
            lambda m: m.move_type == "in_invoice" and m.commission_settlement_ids
        )
        if bills:
            self.env["distributor.commission.accrual"].sudo()._follow_bills(bills)

    def _reverse_moves(self, default_values_list=None, cancel=False):
        """Let the reversal of an accrual count for the same plan."""
        reversals = super()._reverse_moves(default_values_list, cancel)
        # sudo: whoever may reverse the entry need not see commissions
        for move, reversal in zip(self.sudo(), reversals.sudo(), strict=True):
            if move.commission_accrual_id:
                reversal.commission_accrual_id = move.commission_accrual_id
        return reversals
