# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class DistributorApplicationStep(models.Model):
    """One step of an application: who owns it, until when, and what became of it.

    Only the private methods change a step; the application calls them after checking.
    """

    _name = "distributor.application.step"
    _description = "Application Step"
    _order = "application_id, sequence"
    _rec_name = "kind"

    application_id = fields.Many2one(
        "distributor.application", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="application_id.company_id", store=True, index=True
    )
    sequence = fields.Integer(required=True)
    kind = fields.Selection(lambda self: self._get_kinds(), "Step", required=True)
    state = fields.Selection(
        [
            ("todo", "To do"),
            ("doing", "In progress"),
            ("done", "Done"),
            ("refused", "Refused"),
            ("skipped", "Not needed"),
        ],
        "Status",
        default="todo",
        required=True,
    )
    user_id = fields.Many2one("res.users", "Owner")
    date_start = fields.Datetime("Begun On")
    date_due = fields.Date("Due On")
    date_done = fields.Datetime("Done On")
    done_user_id = fields.Many2one("res.users", "Done By")
    duration = fields.Float(
        "Days Taken", compute="_compute_duration", store=True, aggregator="avg"
    )
    reason = fields.Text()
    payment_ids = fields.Many2many(
        "account.payment",
        string="Payments",
        groups="account.group_account_invoice,distributor.distributor_group_finance",
        help="Of the deposit: what was paid when it was confirmed.",
    )
    check_ids = fields.One2many("distributor.application.check", "step_id")
    check_summary = fields.Char("Checklist", compute="_compute_check_summary")

    _kind_uniq = models.Constraint(
        "UNIQUE (application_id, kind)", "An application has each step once."
    )

    @api.model
    def _get_kinds(self):
        """Return the steps in the order in which they are taken."""
        labels = {
            "application": self.env._("Application"),
            "documents": self.env._("Documents"),
            "upline": self.env._("Upline Accepts"),
            "brand": self.env._("Brand Verifies"),
            "contract": self.env._("Contract"),
            "deposit": self.env._("Deposit Paid"),
            "activation": self.env._("Activation"),
        }
        return list(labels.items())

    @api.depends("date_start", "date_done")
    def _compute_duration(self):
        for step in self:
            taken = step.date_start and step.date_done
            step.duration = (
                (step.date_done - step.date_start).total_seconds() / 86400
                if taken
                else 0.0
            )

    @api.depends("check_ids.done")
    def _compute_check_summary(self):
        for step in self:
            total = len(step.check_ids)
            done = len(step.check_ids.filtered("done"))
            step.check_summary = f"{done}/{total}" if total else ""

    def _get_label(self):
        return dict(self._fields["kind"]._description_selection(self.env))[self.kind]

    def _start(self, settings):
        """Begin the step: owner, due date, fresh checklist.

        :param settings: distributor.application.step.type, may be empty
        """
        self.ensure_one()
        points = settings.with_context(
            lang=self.application_id.user_id.lang or self.env.lang
        )._get_points()
        self.write(
            {
                "state": "doing",
                "user_id": self._get_owner(settings).id,
                "date_start": fields.Datetime.now(),
                "date_due": fields.Date.add(
                    fields.Date.context_today(self), days=settings.days
                ),
                "date_done": False,
                "done_user_id": False,
                "reason": False,
                "check_ids": [
                    Command.clear(),
                    *(
                        Command.create({"name": point, "sequence": sequence})
                        for sequence, point in enumerate(points)
                    ),
                ],
            }
        )

    def _get_owner(self, settings):
        """Return who follows the step; whoever invites does not verify.

        Work of the brand always has an owner, so that it is not forgotten.
        """
        application = self.application_id
        owner = settings.user_id or application.user_id
        inviter = application.invitation_id.inviter_id
        if self.kind == "brand" and owner == inviter:
            owner = owner.browse()
        if owner or self.kind in ("application", "documents", "upline"):
            return owner
        group = "finance" if self.kind == "deposit" else "manager"
        return owner.search(
            [
                ("all_group_ids", "in", self._get_group(group).ids),
                ("share", "=", False),
                ("company_ids", "in", application.company_id.ids),
                ("id", "!=", inviter.id),
            ],
            order="id",
            limit=1,
        )

    def _get_group(self, name):
        return self.env.ref(f"distributor.distributor_group_{name}")

    def _check_checklist(self):
        """Refuse while a point of the checklist is open."""
        for step in self:
            if missing := step.check_ids.filtered(lambda c: not c.done)[:1]:
                raise UserError(
                    self.env._(
                        "%(application)s: tick “%(point)s” in the checklist of step"
                        " %(step)s first.",
                        application=step.application_id.display_name,
                        point=missing.name,
                        step=step._get_label(),
                    )
                )

    def _reset(self):
        """Take the step again, in a new round."""
        self.write({"state": "todo", "date_done": False, "done_user_id": False})

    def _close(self, state, reason=False):
        """End the step as done, refused or skipped."""
        self.write(
            {
                "state": state,
                "date_done": fields.Datetime.now(),
                "done_user_id": self.env.user.id,
                "reason": reason,
            }
        )
