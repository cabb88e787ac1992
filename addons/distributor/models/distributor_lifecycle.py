# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import AccessError, UserError

STATES = [
    ("applicant", "Applicant"),
    ("active", "Active"),
    ("suspended", "Suspended"),
    ("terminating", "Terminating"),
    ("terminated", "Terminated"),
]
#: fields that only the buttons change
GUARDED = {
    "parent_id",
    "tree_version",
    "state",
    "state_reason",
    "date_end",
    "exit_date",
    "portal_end_date",
    "portal_ended",
    "date_review",
    "date_reviewed",
}
#: what colleagues still do with a terminated distributor
OPEN_AT_THE_END = ("active", "activity_", "message_")


class DistributorLifecycle(models.AbstractModel):
    """The states of a distributor and who may change them."""

    _name = "distributor.lifecycle"
    _description = "Distributor Lifecycle"

    state = fields.Selection(
        STATES,
        "Status",
        default="applicant",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
    )
    state_reason = fields.Text(
        "Reason",
        readonly=True,
        copy=False,
        tracking=True,
        help="Why it has this status, as written by whoever changed it.",
    )
    state_change_ids = fields.One2many(
        "distributor.state.change", "distributor_id", "Status History", readonly=True
    )
    date_end = fields.Date("Terminated On", readonly=True, copy=False)

    def write(self, vals):
        self._check_write(vals)
        if "state" not in vals:
            return super().write(vals)
        vals = {"state_reason": False, **vals}
        before = {distributor: distributor.state for distributor in self}
        result = super().write(vals)
        self.env["distributor.state.change"]._log(before, vals["state_reason"])
        return result

    def _check_write(self, vals):
        """Keep users from what buttons do, and from what is closed.

        :raise AccessError: a field that only buttons change
        :raise UserError: names the terminated distributor
        """
        if self.env.su:
            return
        if not GUARDED.isdisjoint(vals):
            raise AccessError(
                self.env._("Use the buttons to move a distributor or change its state.")
            )
        if all(name.startswith(OPEN_AT_THE_END) for name in vals):
            return
        for distributor in self:
            if distributor.state == "terminated":
                raise UserError(
                    self.env._(
                        "%s is terminated, so its file is closed: only notes and"
                        " activities can be added.",
                        distributor.display_name,
                    )
                )

    def _get_activation_blockers(self):
        """Return why this applicant cannot be activated yet; other modules add to it.

        :return: list of sentences in the user's language, empty when nothing is open
        """
        self.ensure_one()
        blockers = []
        if not self.active:
            blockers.append(self.env._("It was refused: restore it first."))
        upline = self.parent_id
        if upline.state in ("terminating", "terminated"):
            labels = dict(upline._fields["state"]._description_selection(self.env))
            blockers.append(
                self.env._(
                    "Its upline %(upline)s is %(state)s: move it first.",
                    upline=upline.display_name,
                    state=labels[upline.state],
                )
            )
        return blockers

    def _get_order_blockers(self, date):
        """Return why this distributor cannot order; other modules add to it.

        :param date: day (date) of the order
        :return: list of sentences in the user's language, empty when it may order
        """
        self.ensure_one()
        if self.level_id._get_order_terms()["can_order"]:
            return []
        return [
            self.env._(
                "A %(level)s does not order by itself: its orders come from its"
                " upline%(upline)s.",
                level=self.level_id.name,
                upline=f" {self.parent_id.display_name}" if self.parent_id else "",
            )
        ]

    def action_activate(self):
        """Activate applicants for which nothing is open.

        :raise UserError: lists all that is open, by distributor
        """
        self.check_access("write")
        lines = []
        for distributor in self.filtered(lambda d: d.state == "applicant"):
            blockers = distributor._get_activation_blockers()
            if blockers:
                lines += [f"{distributor.display_name}:"]
                lines += [f"• {blocker}" for blocker in blockers]
        if lines:
            raise UserError(
                self.env._(
                    "Not ready to be activated.\n%(reasons)s", reasons="\n".join(lines)
                )
            )
        return self._change_state("active", ("applicant",))

    def action_reactivate(self):
        """Let a suspended distributor order again, or take back an exit."""
        return self._change_state(
            "active",
            ("suspended", "terminating"),
            exit_date=False,
            portal_end_date=False,
            portal_ended=False,
        )

    def action_suspend(self):
        """Ask why, then suspend."""
        return self._open_wizard("distributor.distributor_suspend_action")

    def action_refuse(self):
        """Ask why, then refuse and archive an applicant."""
        action = self._open_wizard("distributor.distributor_suspend_action")
        action["name"] = self.env._("Refuse the Application")
        action["context"]["default_operation"] = "refuse"
        return action

    def _open_wizard(self, action):
        self._check_manager()
        action = self.env["ir.actions.act_window"]._for_xml_id(action)
        return dict(action, context={"default_distributor_ids": self.ids})

    def _suspend(self, reason):
        """Stop the orders of active distributors."""
        return self._change_state("suspended", ("active",), state_reason=reason)

    def _refuse(self, reason):
        """Archive applicants that do not become distributors; the reason is kept."""
        before = {distributor: "applicant" for distributor in self}
        self._check_state(("applicant",), self.env._("Refused"))
        # sudo: right and state were checked in the line above
        self.sudo().write({"state_reason": reason, "active": False})
        self.env["distributor.state.change"]._log(before, reason, state_to="refused")
        return True

    def _check_manager(self):
        """Refuse whoever does not manage the channel."""
        self.check_access("write")
        if not self.env.user.has_group("distributor.distributor_group_manager"):
            raise AccessError(
                self.env._("Only a distribution manager changes the state.")
            )

    def _check_state(self, allowed, target):
        """Refuse users that are no managers, and distributors in another state.

        :raise UserError: names the first distributor that is in no allowed state
        """
        self._check_manager()
        labels = dict(self._fields["state"]._description_selection(self.env))
        for distributor in self:
            if distributor.state not in allowed:
                raise UserError(
                    self.env._(
                        "%(distributor)s is %(state)s, so it cannot become %(target)s.",
                        distributor=distributor.display_name,
                        state=labels[distributor.state],
                        target=target,
                    )
                )

    def _change_state(self, state, allowed, **vals):
        """Move distributors to a state, for managers only.

        :param vals: what is written with it, such as ``state_reason``
        :raise UserError: names the first distributor that is in no allowed state
        """
        labels = dict(self._fields["state"]._description_selection(self.env))
        self._check_state(allowed, labels[state])
        ended = fields.Date.context_today(self) if state == "terminated" else False
        # sudo: right and state were checked above; write() keeps others out
        self.sudo().write({"state": state, "date_end": ended, **vals})
        return True
