# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorDistributor(models.Model):
    _inherit = "distributor.distributor"

    application_ids = fields.One2many("distributor.application", "distributor_id")
    invitation_ids = fields.One2many("distributor.application.invitation", "upline_id")

    def _get_application(self):
        """Return the application this distributor came from, or none; in sudo."""
        # sudo: the steps hold for whoever activates
        applications = self.sudo().application_ids
        return applications.filtered(lambda a: a.state != "withdrawn")[:1]

    def _get_activation_blockers(self):
        blockers = super()._get_activation_blockers()
        application = self._get_application()
        if application and application.state != "done":
            blockers += [
                self.env._(
                    "Step %(step)s of application %(application)s is open.",
                    step=step._get_label(),
                    application=application.reference,
                )
                for step in application.step_ids.sorted("sequence")
                if step.state not in ("done", "skipped") and step.kind != "activation"
            ]
        return blockers

    def action_activate(self):
        result = super().action_activate()
        for distributor in self:
            application = distributor._get_application()
            if application.state == "activation":
                application._on_activated()
        return result

    def action_view_application(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "distributor.application",
            "res_id": self.application_ids[:1].id,
            "view_mode": "form",
        }
