# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError

PAPERS = [
    ("distributor.document", "Document"),
    ("distributor.contract", "Contract"),
    ("distributor.penalty", "Penalty"),
]
# step: (model, method); a method that begins with "_" takes the fields of the wizard
STEPS = {
    "submit": ("distributor.document", "action_submit"),
    "verify": ("distributor.document", "action_verify"),
    "refuse": ("distributor.document", "_refuse"),
    "sign": ("distributor.contract", "action_sign"),
    "end": ("distributor.contract", "_end"),
    "notify": ("distributor.penalty", "action_notify"),
    "decide": ("distributor.penalty", "action_decide"),
    "withdraw": ("distributor.penalty", "action_withdraw"),
}
REASONED = ("refuse", "end")


class DistributorPaperStep(models.TransientModel):
    """Takes one step with many documents, contracts or penalties."""

    _name = "distributor.paper.step"
    _description = "Step for Many Documents, Contracts or Penalties"
    _inherit = "distributor.bulk"

    step = fields.Selection(
        [
            ("submit", "Hand in"),
            ("verify", "Verify"),
            ("refuse", "Refuse"),
            ("sign", "Signed"),
            ("end", "End early"),
            ("notify", "Notify"),
            ("decide", "Decide"),
            ("withdraw", "Withdraw"),
        ],
        required=True,
        readonly=True,
    )
    record_ids = fields.Json(readonly=True)
    record_count = fields.Integer("Selected", compute="_compute_record_count")
    date = fields.Date("Last Day", default=fields.Date.context_today)
    reason = fields.Text()
    line_ids = fields.One2many(
        "distributor.paper.step.line", "wizard_id", "Results", readonly=True
    )

    @api.depends("record_ids")
    def _compute_record_count(self):
        for wizard in self:
            wizard.record_count = len(wizard.record_ids or [])

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        if "record_ids" in fields_list:
            values["record_ids"] = self.env.context.get("active_ids") or []
        return values

    def action_run(self):
        """Take the step with each record, with the checks of its own button."""
        self.ensure_one()
        if self.step in REASONED and not (self.reason or "").strip():
            raise UserError(self.env._("Give the reason, it is kept with each."))
        if self.step == "end" and not self.date:
            raise UserError(self.env._("Give the last day."))
        model, _method = STEPS[self.step]
        records = self.env[model].browse(self.record_ids).exists()
        records.check_access("write")
        return self._run_each(records)

    def _run_one(self, record):
        _model, method = STEPS[self.step]
        arguments = {"refuse": [self.reason], "end": [self.date, self.reason]}
        getattr(record, method)(*arguments.get(self.step, []))

    def _prepare_line_vals(self, record):
        return {"record": f"{record._name},{record.id}"}


class DistributorPaperStepLine(models.TransientModel):
    _name = "distributor.paper.step.line"
    _description = "Result for a Document, Contract or Penalty"
    _inherit = "distributor.bulk.line"
    _order = "is_done, id"
    _record_field = "record"

    wizard_id = fields.Many2one(
        "distributor.paper.step", required=True, ondelete="cascade", index=True
    )
    record = fields.Reference(PAPERS, "Selected Record", required=True, readonly=True)
    distributor_id = fields.Many2one(
        "distributor.distributor", compute="_compute_record_values"
    )
    status = fields.Char(compute="_compute_record_values")

    @api.depends("record")
    def _compute_record_values(self):
        for line in self:
            line.distributor_id = line.record.distributor_id
            line.status = line.record._get_state_label()
