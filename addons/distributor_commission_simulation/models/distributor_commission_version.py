# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorCommissionVersion(models.Model):
    _inherit = "distributor.commission.version"

    simulation_ids = fields.One2many(
        "distributor.commission.simulation", "version_id", "Simulations"
    )
    simulation_count = fields.Integer(
        "Number of Simulations", compute="_compute_simulation_count"
    )

    @api.depends("simulation_ids")
    def _compute_simulation_count(self):
        for version in self:
            version.simulation_count = len(version.simulation_ids)

    def action_simulate(self):
        """Open a new simulation of this version; nothing runs yet."""
        self.ensure_one()
        self.env["distributor.commission.simulation"].check_access("create")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Simulate"),
            "res_model": "distributor.commission.simulation",
            "view_mode": "form",
            "context": {"default_version_id": self.id},
        }

    def action_view_simulations(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission_simulation.distributor_commission_simulation_action"
        )
        return dict(
            action,
            domain=[("version_id", "=", self.id)],
            context={"default_version_id": self.id},
        )
