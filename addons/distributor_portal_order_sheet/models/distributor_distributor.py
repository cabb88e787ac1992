# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorDistributor(models.Model):
    _name = "distributor.distributor"
    _inherit = [
        "distributor.distributor",
        "distributor.order.sheet",
        "distributor.order.words",
        "distributor.order.drafting",
    ]

    def _get_portal_tasks(self, user):
        tasks = super()._get_portal_tasks(user)
        if not self._user_can("order", user):
            return tasks
        if count := len(self._get_open_drafts()):
            text = self.env._("Check and place your drafts")
            detail = (
                self.env._("1 draft") if count == 1 else self.env._("%s drafts", count)
            )
            url = "/my/distribution/order/sheet"
            tasks.append(self._prepare_portal_task("drafts", text, url, detail))
        return tasks
