# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

# steps by the button of the form, which checks rights and what is open
STEPS = {
    "verify": "action_verify",
    "contract": "action_confirm_contract",
    "deposit": "action_confirm_deposit",
    "activate": "action_activate",
}


class DistributorApplicationBulk(models.TransientModel):
    """Takes a step with many applications, and tells the result of each."""

    _name = "distributor.application.bulk"
    _description = "Step for Many Applications"
    _inherit = "distributor.bulk"

    operation = fields.Selection(
        [
            ("assign", "Assign to a salesperson"),
            ("verify", "Verify"),
            ("contract", "Confirm the contract"),
            ("deposit", "Confirm the deposit"),
            ("activate", "Activate"),
            ("refuse", "Refuse"),
        ],
        required=True,
        default="refuse",
    )
    application_ids = fields.Many2many(
        "distributor.application", string="Applications", required=True
    )
    application_count = fields.Integer(compute="_compute_application_count")
    reason = fields.Text(help="The applicant reads it, so say what it can do.")
    can_resubmit = fields.Boolean("May Correct and Send Again", default=True)
    user_id = fields.Many2one(
        "res.users", "Salesperson", domain=[("share", "=", False)]
    )
    line_ids = fields.One2many(
        "distributor.application.bulk.line", "wizard_id", "Results", readonly=True
    )

    @api.depends("application_ids")
    def _compute_application_count(self):
        for wizard in self:
            wizard.application_count = len(wizard.application_ids)

    def action_apply(self):
        """Do it for each application; one that fails does not stop the others."""
        self.ensure_one()
        if not self.env.user.has_group("distributor.distributor_group_user"):
            raise AccessError(
                self.env._("Only the distribution group decides on applications.")
            )
        self._check_filled()
        if len(self.application_ids) == 1:
            self._run_one(self.application_ids)
            return {"type": "ir.actions.act_window_close"}
        return self._run_each(self.application_ids)

    def _check_filled(self):
        if self.operation == "refuse" and not (self.reason or "").strip():
            raise UserError(self.env._("Enter the reason: the applicant reads it."))
        if self.operation == "assign" and not self.user_id:
            raise UserError(self.env._("Choose the salesperson."))

    def _run_one(self, record):
        record.check_access("write")
        if step := STEPS.get(self.operation):
            getattr(record, step)()
        elif self.operation == "assign":
            record._assign(self.user_id)
        else:
            # sudo: group and write access were checked above
            record.sudo()._refuse(self.reason, self.can_resubmit)


class DistributorApplicationBulkLine(models.TransientModel):
    _name = "distributor.application.bulk.line"
    _description = "Result for an Application"
    _inherit = "distributor.bulk.line"
    _order = "is_done, id"
    _record_field = "application_id"

    wizard_id = fields.Many2one(
        "distributor.application.bulk", required=True, ondelete="cascade", index=True
    )
    application_id = fields.Many2one("distributor.application", readonly=True)
    state = fields.Selection(related="application_id.state")
