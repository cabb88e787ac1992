# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError

ACTIVITY = "distributor_onboarding.mail_activity_type_step"


class DistributorApplicationFlow(models.AbstractModel):
    """The order of the steps. Only these methods change the state of an application."""

    _name = "distributor.application.flow"
    _description = "Flow of Applications"

    state = fields.Selection(
        lambda self: self._get_states(),
        "Status",
        default="application",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
        group_expand="_expand_states",
    )
    step_ids = fields.One2many("distributor.application.step", "application_id")
    check_ids = fields.One2many("distributor.application.check", "application_id")
    event_ids = fields.One2many(
        "distributor.application.event", "application_id", "History", readonly=True
    )
    round = fields.Integer(
        default=1, readonly=True, copy=False, aggregator=None, help="1: never refused."
    )
    step_user_id = fields.Many2one(
        "res.users", "Owner of the Step", readonly=True, copy=False, index=True
    )
    date_due = fields.Date("Due On", readonly=True, copy=False, index=True)
    date_closed = fields.Datetime("Closed On", readonly=True, copy=False)
    refusal_reason = fields.Text(readonly=True, copy=False, tracking=True)
    can_resubmit = fields.Boolean("May Apply Again", readonly=True, copy=False)

    @api.model
    def _get_states(self):
        closed = {
            "done": self.env._("Active"),
            "refused": self.env._("Refused"),
            "withdrawn": self.env._("Withdrawn"),
        }
        steps = self.env["distributor.application.step"]._get_kinds()
        return [*steps, *closed.items()]

    @api.model
    def _expand_states(self, states, domain):
        """Show every step as a column, and the closed ones when there are any."""
        kinds = [kind for kind, _label in self._get_states()]
        shown = {kind for kind, _l in self.step_ids._get_kinds()} - {"application"}
        return [kind for kind in kinds if kind in shown or kind in states]

    def _create_steps(self):
        self.env["distributor.application.step"].create(
            [
                {"application_id": application.id, "sequence": sequence, "kind": kind}
                for application in self
                for sequence, (kind, _l) in enumerate(self.step_ids._get_kinds())
            ]
        )
        self._start_next()

    def _get_step(self, kind):
        self.ensure_one()
        return self.step_ids.filtered(lambda step: step.kind == kind)

    def _is_needed(self, kind):
        """Tell whether a step applies to this application."""
        self.ensure_one()
        match kind:
            case "upline":
                return bool(self.upline_id)
            case "contract":
                return self.level_id.requires_contract
            case "deposit":
                return self.level_id.deposit_amount > 0
        return True

    def _start_next(self):
        """Begin the first open step; steps that do not apply are skipped."""
        types = self.env["distributor.application.step.type"]
        for application in self:
            settings = types._get_for_company(application.company_id)
            for step in application.step_ids.sorted("sequence"):
                if step.state not in ("todo", "refused"):
                    continue
                if not application._is_needed(step.kind):
                    step._close("skipped")
                    application._log("skipped", step=step.kind)
                    continue
                application._enter(step, settings.get(step.kind, types))
                break

    def _ask_upline_again(self):
        """Another upline accepts anew, before the brand verifies."""
        for application in self:
            application._get_step("upline")._reset()
            if application.state in ("upline", "brand"):
                application._get_step(application.state)._reset()
                application.activity_unlink([ACTIVITY])
                application._start_next()

    def _enter(self, step, settings):
        step._start(settings)
        self.write(
            {
                "state": step.kind,
                "step_user_id": step.user_id.id,
                "date_due": step.date_due,
            }
        )
        self._plan_activity(step)
        if step.kind == "upline" and self.upline_id.partner_id.email:
            self._send_mail("mail_template_upline")

    def _plan_activity(self, step):
        """Remind the owner; an applicant who did not prove its address is no work."""
        if step.kind == "application" or not step.user_id:
            return
        self.activity_schedule(
            ACTIVITY,
            date_deadline=step.date_due,
            summary=step.with_context(lang=step.user_id.lang)._get_label(),
            user_id=step.user_id.id,
        )

    def _hand_over(self, user):
        """Change the salesperson; the step in progress goes along."""
        self.ensure_one()
        self.user_id = user
        types = self.env["distributor.application.step.type"]
        settings = types._get_for_company(self.company_id)
        step = self._get_step(self.state)
        step.user_id = step._get_owner(settings.get(step.kind, types))
        self.step_user_id = step.user_id
        self.activity_unlink([ACTIVITY])
        self._plan_activity(step)

    def _finish_step(self, kind):
        """End a step and begin the next.

        :raise UserError: another step is in progress, or its checklist is open
        """
        self.ensure_one()
        self._check_in_step(kind)
        step = self._get_step(kind)
        if not step.user_id.share:
            step._check_checklist()
        step._close("done")
        self.activity_unlink([ACTIVITY])
        self._log("done", step=kind)
        if kind == "activation":
            self._close_as("done")
        else:
            self._start_next()

    def _check_in_step(self, *kinds):
        labels = dict(self._get_states())
        for application in self:
            if application.state not in kinds:
                raise UserError(
                    self.env._(
                        "%(application)s is at %(state)s, not at %(step)s.",
                        application=application.display_name,
                        state=labels[application.state],
                        step=labels[kinds[0]],
                    )
                )

    def _close_as(self, state, **vals):
        self.activity_unlink([ACTIVITY])
        self.write(
            {
                "state": state,
                "step_user_id": False,
                "date_due": False,
                "date_closed": fields.Datetime.now(),
                **vals,
            }
        )

    def _refuse(self, reason, can_resubmit=True):
        """Refuse at the step in progress, with a reason that the applicant reads."""
        self.ensure_one()
        if not (reason or "").strip():
            raise UserError(self.env._("Enter the reason: the applicant reads it."))
        if self.state in ("done", "refused", "withdrawn"):
            raise UserError(self.env._("%s is closed.", self.display_name))
        step = self._get_step(self.state)
        step._close("refused", reason)
        self._log("refused", step=step.kind, reason=reason)
        self._close_as("refused", refusal_reason=reason, can_resubmit=can_resubmit)
        if not can_resubmit:
            self.distributor_id.active = False
        if self.date_verified:
            self._send_secret_mail("mail_template_refused")

    def _reopen(self):
        """Begin a new round at the documents; what may change is verified again.

        The acceptance of the upline stays.
        """
        self.ensure_one()
        if self.state != "refused" or not self.can_resubmit:
            raise UserError(self.env._("%s cannot be sent again.", self.display_name))
        self.write({"round": self.round + 1, "date_closed": False})
        self._log("reopened", reason=self.refusal_reason)
        kept = self.step_ids.filtered(
            lambda s: s.kind in ("application", "upline") and s.state == "done"
        )
        (self.step_ids - kept)._reset()
        self._start_next()

    def _withdraw(self):
        """The applicant does not go on."""
        for application in self:
            if application.state == "done":
                raise UserError(self.env._("%s is active.", application.display_name))
            application._log("withdrawn")
            application._close_as("withdrawn", can_resubmit=False)

    def _log(self, kind, step=None, reason=None, values=None):
        """Add a line to the history."""
        self.ensure_one()
        self.env["distributor.application.event"].create(
            {
                "application_id": self.id,
                "round": self.round,
                "kind": kind,
                "step": step,
                "reason": reason,
                "user_id": self.env.user.id,
                "values": values,
            }
        )

    def _get_stated_values(self):
        """Return what the applicant states, in a form that stays readable."""
        self.ensure_one()
        names = [
            "name",
            "credit_code",
            "contact_name",
            "email",
            "phone",
            "street",
            "city",
            "zip",
            "bank_account",
            "message",
        ]
        return {
            **{name: self[name] or "" for name in names},
            "state": self.state_id.name or "",
            "country": self.country_id.code or "",
            "level": self.level_id.code,
            "privacy_notice": self.privacy_notice_id.version or "",
            "documents": [
                f"{document.type_id.name}: {name}"
                for document in self.document_ids
                for name in document.attachment_ids.mapped("name")
            ],
        }
