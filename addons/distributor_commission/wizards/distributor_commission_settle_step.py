# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models

from ..models.distributor_commission_settlement import PAYOUTS

STEPS = [
    ("review", "Review"),
    ("approve", "Approve"),
    ("send_back", "Send back"),
    ("confirm", "Confirm on its behalf"),
    ("payout", "Change how it is paid"),
    ("bill", "Create vendor bill"),
    ("pay_out", "Pay out"),
    ("close", "Close"),
    ("cancel", "Cancel"),
]


class DistributorCommissionSettleStep(models.TransientModel):
    """Takes one step with many settlements."""

    _name = "distributor.commission.settle.step"
    _description = "Step for Many Settlements"
    _inherit = "distributor.bulk"

    step = fields.Selection(STEPS, required=True, readonly=True)
    record_ids = fields.Json(readonly=True)
    record_count = fields.Integer("Selected", compute="_compute_selected")
    currency_id = fields.Many2one("res.currency", compute="_compute_selected")
    amount_total = fields.Monetary("Total", compute="_compute_selected")
    payout = fields.Selection(PAYOUTS, "Paid As", default="bill")
    line_ids = fields.One2many(
        "distributor.commission.settle.step.line", "wizard_id", "Results", readonly=True
    )

    @api.depends("record_ids")
    def _compute_selected(self):
        for wizard in self:
            settlements = wizard._get_settlements()
            currency = settlements.currency_id
            wizard.record_count = len(settlements)
            # amounts of several currencies have no sum
            wizard.currency_id = currency if len(currency) == 1 else False
            wizard.amount_total = sum(settlements.mapped("amount_total"))

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        if "record_ids" in fields_list:
            values["record_ids"] = self.env.context.get("active_ids") or []
        return values

    def _get_settlements(self):
        settlements = self.env["distributor.commission.settlement"]
        return settlements.browse(self.record_ids or []).exists()

    def action_run(self):
        """Take the step with each settlement, with the checks of its own button."""
        self.ensure_one()
        settlements = self._get_settlements()
        settlements._check_finance()
        if self.step in ("bill", "pay_out"):
            settlements = settlements.with_context(
                commission_hold_reasons=settlements._look_up_holds()
            )
        return self._run_each(settlements)

    def _run_one(self, record):
        if self.step == "payout":
            record._check_finance()
            record._set_payout(self.payout)
        else:
            getattr(record, f"action_{self.step}")()


class DistributorCommissionSettleStepLine(models.TransientModel):
    _name = "distributor.commission.settle.step.line"
    _description = "Result for a Settlement"
    _inherit = "distributor.bulk.line"
    _record_field = "settlement_id"

    wizard_id = fields.Many2one(
        "distributor.commission.settle.step",
        required=True,
        ondelete="cascade",
        index=True,
    )
    settlement_id = fields.Many2one(
        "distributor.commission.settlement",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    beneficiary_id = fields.Many2one(related="settlement_id.beneficiary_id")
    currency_id = fields.Many2one(related="settlement_id.currency_id")
    amount_total = fields.Monetary(related="settlement_id.amount_total")
    state = fields.Selection(related="settlement_id.state", string="Status")
