# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorCommissionDisputeDecide(models.TransientModel):
    """Asks finance or a manager for the decision of a dispute."""

    _name = "distributor.commission.dispute.decide"
    _description = "Decide a Dispute"

    dispute_id = fields.Many2one(
        "distributor.commission.dispute", required=True, readonly=True
    )
    distributor_id = fields.Many2one(related="dispute_id.distributor_id")
    company_id = fields.Many2one(related="dispute_id.company_id")
    currency_id = fields.Many2one(related="dispute_id.currency_id")
    document = fields.Char(related="dispute_id.document")
    source_id = fields.Many2one(related="dispute_id.source_id")
    entry_amount = fields.Monetary(related="dispute_id.entry_amount")
    expected_amount = fields.Monetary(related="dispute_id.expected_amount")
    difference = fields.Monetary(related="dispute_id.difference")
    written_since = fields.Monetary(related="dispute_id.written_since")
    missing = fields.Monetary(related="dispute_id.missing")
    is_overtaken = fields.Boolean(compute="_compute_is_overtaken")
    reason = fields.Text(related="dispute_id.reason")
    outcome = fields.Selection(
        [
            ("accepted", "The distributor is right"),
            ("partial", "Right in part"),
            ("refused", "Our amount stands"),
        ],
        "Decision",
        required=True,
        default="accepted",
    )
    amount = fields.Monetary(
        "Adjustment",
        compute="_compute_amount",
        store=True,
        readonly=False,
        help="What is added to the amount of the line.",
    )
    credited = fields.Monetary(
        "Part of Credit Notes",
        compute="_compute_credited",
        help="Of the line a part was credited: credit notes take the same part of the"
        " adjustment.",
    )
    amount_paid = fields.Monetary(
        "Next Settlement Pays",
        compute="_compute_credited",
    )
    plan_id = fields.Many2one(
        "distributor.commission.plan",
        "Paid By Plan",
        compute="_compute_plan_id",
        store=True,
        readonly=False,
        domain="[('company_id', '=', company_id)]",
    )
    is_negative = fields.Boolean(compute="_compute_is_negative")
    take_from = fields.Boolean("Yes, take it from the distributor")
    note = fields.Text("Reason for the Distributor", required=True)

    @api.depends("dispute_id", "outcome")
    def _compute_amount(self):
        for wizard in self:
            accepted = wizard.outcome == "accepted"
            wizard.amount = wizard.dispute_id.missing if accepted else 0.0

    @api.depends("amount", "outcome")
    def _compute_credited(self):
        for wizard in self:
            amount = 0.0 if wizard.outcome == "refused" else wizard.amount
            # sudo: whoever decides reads what the line earned; the dialog checks it
            credited = wizard.dispute_id.sudo()._get_credited(amount)
            wizard.credited = -float(credited)
            wizard.amount_paid = amount + wizard.credited

    @api.depends("dispute_id")
    def _compute_is_overtaken(self):
        for wizard in self:
            wizard.is_overtaken = wizard.dispute_id._is_settled_already()

    @api.depends("dispute_id")
    def _compute_plan_id(self):
        for wizard in self:
            wizard.plan_id = wizard.dispute_id._get_default_plan()

    @api.depends("amount", "outcome")
    def _compute_is_negative(self):
        for wizard in self:
            wizard.is_negative = wizard.outcome != "refused" and wizard.amount < 0

    def action_confirm(self):
        """Decide, after a check of the group."""
        self.ensure_one()
        self.dispute_id._check_finance()
        self.dispute_id._decide(
            self.outcome, self.note, self.amount, self.plan_id, self.take_from
        )
        return {"type": "ir.actions.act_window_close"}
