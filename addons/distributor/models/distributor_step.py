# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.exceptions import UserError


class DistributorStep(models.AbstractModel):
    """A document that people take from state to state.

    A model that inherits it has a selection ``state``.
    """

    _name = "distributor.step"
    _description = "Steps From State to State"

    def _get_state_label(self):
        """Return the name of the state in the user's language."""
        self.ensure_one()
        return dict(self._fields["state"]._description_selection(self.env))[self.state]

    def _check_step(self, *allowed):
        """Refuse a step that the state of one of these does not allow.

        :param allowed: the states from which the step may be taken
        :raise UserError: names the first record in another state, and those states
        """
        labels = dict(self._fields["state"]._description_selection(self.env))
        for record in self:
            if record.state not in allowed:
                raise UserError(
                    self.env._(
                        "%(record)s is “%(state)s”, so this step is not possible: it"
                        " needs “%(wanted)s”.",
                        record=record.display_name,
                        state=labels[record.state],
                        wanted=", ".join(labels[state] for state in allowed),
                    )
                )
