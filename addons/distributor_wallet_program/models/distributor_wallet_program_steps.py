# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.distributor.models.group_names import DECIDERS, FINANCE, MANAGER

# written by the buttons only
STEP_FIELDS = {
    "state",
    "prepared_uid",
    "asked_uid",
    "asked_date",
    "approved_uid",
    "approved_date",
    "version",
}
# what may be changed at any time; everything else is the promise
FREE_FIELDS = {"message_follower_ids", "activity_ids", "message_ids"}


class DistributorWalletProgramSteps(models.AbstractModel):
    """Draft, approved by somebody else, closed; final once approved."""

    _name = "distributor.wallet.program.steps"
    _description = "Steps of a Top-Up Programme"
    _inherit = "distributor.asking"

    state = fields.Selection(
        [("draft", "Draft"), ("approved", "Approved"), ("closed", "Closed")],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    prepared_uid = fields.Many2one(
        "res.users",
        "Prepared By",
        readonly=True,
        copy=False,
        help="Who changed the terms last; another person approves them.",
    )
    asked_uid = fields.Many2one(
        "res.users", "Approval Asked By", readonly=True, copy=False, tracking=True
    )
    asked_date = fields.Datetime("Approval Asked On", readonly=True, copy=False)
    approved_uid = fields.Many2one(
        "res.users", "Approved By", readonly=True, copy=False, tracking=True
    )
    approved_date = fields.Datetime("Approved On", readonly=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                if vals.get("state", "draft") != "draft" or (
                    STEP_FIELDS - {"state"}
                ).intersection(vals):
                    raise AccessError(self.env._("A new programme is a draft."))
        programs = super().create(vals_list)
        programs._note_preparer()
        return programs

    def write(self, vals):
        if not self.env.su:
            if not STEP_FIELDS.isdisjoint(vals):
                raise AccessError(
                    self.env._("Use the buttons to approve or close a programme.")
                )
            if set(vals) - FREE_FIELDS:
                self._check_draft()
        result = super().write(vals)
        if not STEP_FIELDS & set(vals) and set(vals) - FREE_FIELDS:
            self._note_preparer()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_approved(self):
        if final := self.filtered(lambda p: p.state != "draft")[:1]:
            raise UserError(
                self.env._(
                    "Programme %s was approved and is kept. Close it instead.",
                    final.display_name,
                )
            )

    def _note_preparer(self):
        # sudo: access to the terms was checked by their create or write
        for program in self.sudo().filtered(lambda p: p.state == "draft"):
            if program.prepared_uid != self.env.user:
                program.prepared_uid = self.env.user

    def _check_draft(self):
        if final := self.filtered(lambda program: program.state != "draft")[:1]:
            raise UserError(
                self.env._(
                    "Programme %s was approved and is final. Make a new version and"
                    " change that.",
                    final.display_name,
                )
            )

    def _check_deciding(self):
        self.check_access("write")
        if not self.env.user.has_groups(DECIDERS):
            raise AccessError(
                self.env._(
                    "Only a distribution manager or finance decides on programmes."
                )
            )

    def action_ask(self):
        """Ask the colleagues who may approve it."""
        self._check_deciding()
        for program in self:
            program._check_draft()
            program._check_complete()
            # sudo: right and state were checked above; only buttons write this
            program.sudo().write(
                {"asked_uid": self.env.uid, "asked_date": fields.Datetime.now()}
            )
            program._ask(program._get_deciders(MANAGER, FINANCE) - program.prepared_uid)

    def action_approve(self):
        """Make the promise of another person binding."""
        self._check_deciding()
        for program in self:
            program._check_draft()
            program._check_complete()
            if self.env.user == program.prepared_uid:
                raise UserError(
                    self.env._(
                        "You prepared programme %s: another person approves it.",
                        program.display_name,
                    )
                )
            program._approve()

    def _check_complete(self):
        if not self.tier_ids:
            raise UserError(
                self.env._(
                    "Programme %s promises nothing: add a step.", self.display_name
                )
            )
        if self.date_end and self.date_end < fields.Date.context_today(self):
            raise UserError(
                self.env._(
                    "Programme %s has ended before it is approved: choose a later last"
                    " day.",
                    self.display_name,
                )
            )

    def _approve(self):
        # sudo: the caller checked the right, the state and the second person
        program = self.sudo()
        program.write(
            {
                "state": "approved",
                "approved_uid": self.env.uid,
                "approved_date": fields.Datetime.now(),
            }
        )
        program._stop_asking(self.env._("Approved"))
        program.previous_id.filtered(lambda p: p.state == "approved")._close()

    def action_close(self):
        """End a programme: money received from now on earns nothing by it."""
        self._check_deciding()
        for program in self:
            if program.state != "approved":
                raise UserError(
                    self.env._(
                        "Programme %s is not approved: only a programme that runs can"
                        " be closed.",
                        program.display_name,
                    )
                )
            program._close()

    def _close(self):
        # sudo: the caller checked the right and the state
        self.sudo().write({"state": "closed"})

    def action_new_version(self):
        """Copy the programme to a draft that replaces it when it is approved."""
        self.ensure_one()
        self._check_deciding()
        if self.state != "approved":
            raise UserError(
                self.env._(
                    "Only a programme that runs gets a new version; %s does not.",
                    self.display_name,
                )
            )
        copy = self.copy()
        # sudo: access was checked above; these are written by this button only
        copy.sudo().write({"version": self.version + 1, "previous_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": copy.id,
            "view_mode": "form",
        }
