# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class DistributorPenalty(models.Model):
    """What a distributor is held responsible for, by which clause. No money moves."""

    _name = "distributor.penalty"
    _description = "Distributor Penalty"
    _inherit = ["distributor.searchable", "distributor.paper"]
    _order = "date desc, id desc"
    _rec_name = "clause"
    _content_fields = {
        "distributor_id",
        "date",
        "contract_id",
        "clause",
        "reason",
        "amount",
    }
    _step_fields = {
        "state",
        "reporter_id",
        "decider_id",
        "date_notified",
        "date_decided",
    }

    currency_id = fields.Many2one(related="company_id.currency_id", store=True)
    date = fields.Date(
        "Day of the Event",
        required=True,
        default=fields.Date.context_today,
        tracking=True,
    )
    contract_id = fields.Many2one(
        "distributor.contract",
        domain="[('distributor_id', '=', distributor_id), ('state', '!=', 'draft')]",
        index="btree_not_null",
        ondelete="restrict",
    )
    clause = fields.Char(required=True, help="Clause of the contract, such as 7.2.")
    reason = fields.Text(required=True, help="What happened, and how it is known.")
    amount = fields.Monetary(help="For information only: no money moves.")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("notified", "Notified"),
            ("decided", "Decided"),
            ("withdrawn", "Withdrawn"),
        ],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
    )
    reporter_id = fields.Many2one(
        "res.users",
        "Reported By",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: self.env.user,
    )
    response = fields.Text("Answer of the Distributor", copy=False, tracking=True)
    decision = fields.Text(copy=False, tracking=True)
    date_notified = fields.Date("Notified On", readonly=True, copy=False)
    decider_id = fields.Many2one(
        "res.users", "Decided By", readonly=True, copy=False, tracking=True
    )
    date_decided = fields.Date("Decided On", readonly=True, copy=False)

    _amount_check = models.Constraint(
        "CHECK (amount >= 0)", "The amount of a penalty is 0 or more."
    )

    @api.depends("clause", "distributor_id")
    def _compute_display_name(self):
        for penalty in self:
            parts = (penalty.distributor_id.name, penalty.clause)
            penalty.display_name = " · ".join(filter(None, parts)) or self.env._("New")

    def write(self, vals):
        if {"response", "decision"} & vals.keys():
            self._check_step("draft", "notified")
        return super().write(vals)

    def _check_open(self):
        self._check_step("draft")

    def _get_kept_reason(self):
        return self.env._(
            "%s was notified: withdraw it instead of deleting it.", self.display_name
        )

    def action_notify(self):
        """Tell the distributor, which may answer before anything is decided."""
        self.check_access("write")
        self._check_step("draft")
        # sudo: access and state were checked above; write() keeps others out
        self.sudo().write(
            {"state": "notified", "date_notified": fields.Date.context_today(self)}
        )
        template = self.env.ref("distributor_document.mail_template_penalty").sudo()
        for penalty in self.filtered("distributor_id.partner_id.email"):
            template.send_mail(
                penalty.id, email_layout_xmlid="mail.mail_notification_light"
            )
        return True

    def action_decide(self):
        """Decide: by a manager who did not report it."""
        self._check_decider()
        self._check_step("notified")
        for penalty in self:
            if self.env.user == penalty.reporter_id:
                raise UserError(
                    self.env._(
                        "You reported %s yourself: somebody else has to decide it.",
                        penalty.display_name,
                    )
                )
            if not (penalty.decision or "").strip():
                raise UserError(
                    self.env._("Write the decision on %s first.", penalty.display_name)
                )
        # sudo: group, access, state and four eyes were checked above
        self.sudo().write(
            {
                "state": "decided",
                "decider_id": self.env.uid,
                "date_decided": fields.Date.context_today(self),
            }
        )
        return True

    def action_withdraw(self):
        """Drop a penalty; it stays in the history."""
        self._check_decider()
        self._check_step("draft", "notified", "decided")
        # sudo: group, access and state were checked above
        self.sudo().write({"state": "withdrawn"})
        return True

    def _check_decider(self):
        self.check_access("write")
        if not self.env.user.has_group("distributor.distributor_group_manager"):
            raise AccessError(self.env._("Only a distribution manager decides."))
