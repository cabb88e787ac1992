# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

from .distributor_demo_people import MEMBERS


class DistributorDemoMembers(models.AbstractModel):
    _name = "distributor.demo.members"
    _description = "Members of Distributors of the Demo Brand"

    def _make_members(self, company):
        """A buyer with limits works for the store; the city agent invites its books."""
        members = self.env["distributor.member"].with_user(self._get_login("manager"))
        for login, code, name, lang, role, limits, _text in MEMBERS:
            distributor = self._find("distributor.distributor", company, code)
            distributor._adopt_contacts()
            contact = distributor.partner_id.create(
                {
                    "name": name,
                    "parent_id": distributor.partner_id.id,
                    "email": f"{login}@yunshan.example",
                }
            )
            user = self._make_portal_user(company, login, contact, lang)
            members.create(
                {
                    "distributor_id": distributor.id,
                    "user_id": user.id,
                    "role": role,
                    **limits,
                }
            )
        city = self._find("distributor.distributor", company, "C-HZ")
        # the owner invites, as in the portal
        members.with_user(self._get_login("city"))._invite(
            city.with_user(self._get_login("city")).sudo(),  # as the page does
            "Feng Lan 冯兰",
            "books@qingquan.example",
            "finance",
        )
