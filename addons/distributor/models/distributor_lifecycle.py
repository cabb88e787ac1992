# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class DistributorLifecycle(models.AbstractModel):
    """The states of a distributor and who may change them."""

    _name = "distributor.lifecycle"
    _description = "Distributor Lifecycle"

    state = fields.Selection(
        [
            ("applicant", "Applicant"),
            ("active", "Active"),
            ("suspended", "Suspended"),
            ("terminating", "Terminating"),
            ("terminated", "Terminated"),
        ],
        "Status",
        default="applicant",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
    )
    date_end = fields.Date("Terminated On", readonly=True, copy=False)

    def _get_activation_blockers(self):
        """Return why this applicant cannot be activated yet; other modules add to it.

        :return: list of sentences in the user's language, empty when nothing is open
        """
        self.ensure_one()
        return []

    def _get_order_blockers(self, date):
        """Return why this distributor cannot order; other modules add to it.

        :param date: day (date) of the order
        :return: list of sentences in the user's language, empty when it may order
        """
        self.ensure_one()
        return []

    def _get_exit_items(self):
        """Return what has to be settled before the relation ends.

        Other modules add to it, in the order in which the work is done.

        :return: list of dict: key (str, unique), label (str), done (bool), detail (str,
            what is open or how it was settled)
        """
        self.ensure_one()
        return []

    def action_activate(self):
        return self._change_state("active", ("applicant",))

    def action_suspend(self):
        return self._change_state("suspended", ("active",))

    def action_reactivate(self):
        return self._change_state("active", ("suspended",))

    def action_terminate(self):
        for distributor in self:
            below = distributor.child_ids.filtered(lambda d: d.state != "terminated")
            if below:
                raise UserError(
                    self.env._(
                        "%(distributor)s cannot be terminated: move its downline"
                        " first (%(downline)s).",
                        distributor=distributor.display_name,
                        downline=", ".join(below[:5].mapped("display_name")),
                    )
                )
        return self._change_state("terminated", ("active", "suspended"))

    def _change_state(self, state, allowed):
        """Move distributors to a state, for managers only.

        :raise UserError: names the first distributor that is in no allowed state
        """
        self.check_access("write")
        if not self.env.user.has_group("distributor.distributor_group_manager"):
            raise AccessError(
                self.env._("Only a distribution manager changes the state.")
            )
        labels = dict(self._fields["state"]._description_selection(self.env))
        for distributor in self:
            if distributor.state not in allowed:
                raise UserError(
                    self.env._(
                        "%(distributor)s is %(state)s, so it cannot become %(target)s.",
                        distributor=distributor.display_name,
                        state=labels[distributor.state],
                        target=labels[state],
                    )
                )
        # sudo: access and group were checked above; write() keeps others out
        self.sudo().write(
            {
                "state": state,
                "date_end": fields.Date.context_today(self)
                if state == "terminated"
                else False,
            }
        )
        return True
