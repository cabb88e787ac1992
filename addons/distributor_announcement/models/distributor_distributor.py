# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.fields import Domain


class DistributorDistributor(models.Model):
    _inherit = "distributor.distributor"

    def _get_order_blockers(self, date):
        # sudo: whoever sells to a distributor may know what it has not acknowledged
        announcements = self.env["distributor.announcement"].sudo()
        domain = announcements._get_unacknowledged_domain(self)
        blocking = announcements.search(domain & Domain("block_orders", "=", True))
        return super()._get_order_blockers(date) + [
            self.env._(
                "It has not acknowledged the announcement “%s”: one of its members"
                " opens it under Messages in the portal.",
                announcement.name,
            )
            for announcement in blocking
        ]
