# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorCommissionRecomputeLine(models.Model):
    """What a distributor earned in the period, before and after."""

    _name = "distributor.commission.recompute.line"
    _description = "Commission Computed Again: Distributor"
    _order = "recompute_id, beneficiary_id"
    _log_access = False

    recompute_id = fields.Many2one(
        "distributor.commission.recompute", required=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="recompute_id.company_id")
    currency_id = fields.Many2one(related="recompute_id.currency_id")
    beneficiary_id = fields.Many2one(
        "distributor.distributor", required=True, ondelete="restrict"
    )
    old = fields.Monetary("Booked", required=True)
    new = fields.Monetary("Computed", required=True)
    difference = fields.Monetary(compute="_compute_difference")
    entry_count = fields.Integer("Entries", required=True)

    _beneficiary_uniq = models.Constraint(
        "UNIQUE (recompute_id, beneficiary_id)", "One line for each distributor."
    )

    @api.depends("old", "new")
    def _compute_difference(self):
        for line in self:
            line.difference = line.new - line.old

    def action_view_entries(self):
        """Show what the difference is made of."""
        self.ensure_one()
        action = self.recompute_id.action_view_drafts()
        action["domain"] += [("beneficiary_id", "=", self.beneficiary_id.id)]
        return action
