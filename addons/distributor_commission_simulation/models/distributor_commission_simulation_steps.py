# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.exceptions import UserError


class DistributorCommissionSimulationSteps(models.AbstractModel):
    """The buttons of a simulation, each behind its check."""

    _name = "distributor.commission.simulation.steps"
    _description = "Steps of a Commission Simulation"

    def action_run(self):
        """Run the simulation, at once or in the background."""
        self.check_access("write")
        self._check_step("draft")
        for simulation in self:
            # sudo: write access was checked above; results are not editable
            simulation.sudo()._start()
        return True

    def action_resume(self):
        """Go on with a simulation that failed, after the last batch that is in."""
        self.check_access("write")
        self._check_step("failed")
        # sudo: write access was checked above; the state is not editable
        self.sudo().write({"state": "running", "message": False})
        self._wake()
        return True

    def action_cancel(self):
        """Stop, or take the result away; the simulation is a draft again."""
        self.check_access("write")
        for simulation in self:
            # sudo: write access was checked above; results are not editable
            simulation.sudo()._discard()
        return True

    def action_view_lines(self):
        self.ensure_one()
        return self._get_action("line")

    def action_view_earners(self):
        self.ensure_one()
        return self._get_action("earner")

    def action_compare(self):
        """Show by distributor how the two simulations differ."""
        self.ensure_one()
        if not self.other_id:
            raise UserError(
                self.env._("Choose at “Compare with” which simulation to compare.")
            )
        return self._get_action("comparison")

    def _get_action(self, what):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission_simulation."
            f"distributor_commission_simulation_{what}_action"
        )
        return dict(action, domain=[("simulation_id", "=", self.id)], context={})
