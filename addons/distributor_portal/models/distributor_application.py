# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorApplication(models.Model):
    _inherit = "distributor.application"

    def _grant_portal_access(self):
        """Invite an applicant that works for another distributor already as owner.

        It accepts after its login, as every member does, and switches between both.
        """
        user = super()._grant_portal_access()
        if not user:
            # sudo: managers activate; who has a login is not theirs to read
            known = self.env["res.users"].sudo()
            if known.search([("login", "=ilike", self.email)], limit=1).share:
                self.env["distributor.member"]._invite(
                    self.distributor_id, self.contact_name, self.email, "owner"
                )
        return user
