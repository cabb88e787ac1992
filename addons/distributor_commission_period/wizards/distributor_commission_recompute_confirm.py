# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorCommissionRecomputeConfirm(models.TransientModel):
    _name = "distributor.commission.recompute.confirm"
    _description = "Write What Was Computed Again"

    recompute_id = fields.Many2one("distributor.commission.recompute", required=True)
    currency_id = fields.Many2one(related="recompute_id.currency_id")
    entry_count = fields.Integer(related="recompute_id.entry_count")
    amount_more = fields.Monetary(related="recompute_id.amount_more")
    amount_less = fields.Monetary(related="recompute_id.amount_less")
    promise_count = fields.Integer(related="recompute_id.promise_count")
    reason = fields.Char(
        required=True, help="Every entry shows it; distributors read it as well."
    )

    def action_write(self):
        """Write the entries."""
        self.ensure_one()
        self.recompute_id._check_manager()
        # sudo: a manager books on documents that he need not be able to read
        self.recompute_id.sudo()._start_writing(self.reason)
        return {"type": "ir.actions.act_window_close"}
