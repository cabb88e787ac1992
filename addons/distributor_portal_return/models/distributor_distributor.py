# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorDistributor(models.Model):
    """What a distributor should send back. Callers resolved it from the session."""

    _inherit = "distributor.distributor"

    def _get_portal_tasks(self, user):
        tasks = super()._get_portal_tasks(user)
        if self._user_can("order", user):
            tasks += [
                self._prepare_portal_task(
                    "returns",
                    self.env._("Send back %s", record.name),
                    f"/my/distribution/returns/{record.id}",
                    record._get_portal_goods(),
                )
                for record in self._get_returns_to_send()
            ]
        return tasks

    def _get_returns_to_send(self):
        """Return the approved returns whose goods were not sent, the oldest first."""
        return self.env["distributor.return"].search(
            [
                ("distributor_id", "=", self.id),
                ("company_id", "=", self.company_id.id),
                ("state", "=", "expected"),
                ("sent_date", "=", False),
            ],
            order="id",
            limit=3,
        )
