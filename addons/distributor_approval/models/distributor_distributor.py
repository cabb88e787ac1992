# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorDistributor(models.Model):
    _inherit = "distributor.distributor"

    def _get_approval_users(self):
        """Return the portal users who approve orders of the downline for this one."""
        # sudo: asked to decide what a user may do
        users = self.env["res.users"].sudo()
        for distributor in self.sudo():
            if distributor.state == "active":
                members = distributor.member_ids.user_id
                users |= (members or distributor._get_contact_users()).filtered(
                    lambda user, one=distributor: one._user_can("order", user)
                )
        return users
