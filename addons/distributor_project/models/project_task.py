# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.fields import Domain


class ProjectTask(models.Model):
    _name = "project.task"
    _inherit = ["project.task", "distributor.portal.visible"]

    shared_distributor_id = fields.Many2one(
        related="project_id.distributor_id",
        string="Shared With",
        groups="base.group_user",
    )
    # not precomputed: portal users may not make the new record that this needs
    for_distributor = fields.Boolean(
        "For the Distributor",
        compute="_compute_for_distributor",
        store=True,
        readonly=False,
        groups="base.group_user",
        help="The distributor does it: it stands on its page of what to do now.",
    )

    @api.depends("project_id")
    def _compute_for_distributor(self):
        """What the brand writes down is for the distributor, unless it says else."""
        asks = self.env.user._is_internal()
        for task in self:
            # sudo: only whether the project is shared, to whoever makes the task
            shared = task.project_id.sudo().distributor_id
            task.for_distributor = bool(shared) and asks

    @api.model
    def _get_portal_domain(self):
        served = self.env["distributor.distributor"]._get_shared_for_user(self.env.user)
        return Domain("project_id.distributor_id", "=", False) | Domain(
            "project_id.distributor_id", "in", served.ids
        )
