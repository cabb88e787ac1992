# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.fields import Command
from odoo.tests import new_test_user

from odoo.addons.distributor.tests.common import DistributorCommon

ROLES = ("owner", "buyer", "finance", "viewer")


class MemberFactory:
    """Makes logins and members of distributors; mixed into any test class."""

    @classmethod
    def _create_login(cls, login, distributor=None):
        """Make the login of a contact of a distributor, or of nobody's."""
        partner = cls.env["res.partner"].create(
            {
                "name": login.title(),
                "email": f"{login}@example.com",
                "parent_id": distributor.partner_id.id if distributor else False,
            }
        )
        return new_test_user(
            cls.env,
            login,
            "base.group_portal",
            partner_id=partner.id,
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    @classmethod
    def _create_member(cls, distributor, role, user=None, **kw):
        user = user or cls._create_login(
            f"t-{distributor.code}-{role}".lower(), distributor
        )
        return (
            cls.env["distributor.member"]
            .sudo()
            .create(
                {
                    "distributor_id": distributor.id,
                    "user_id": user.id,
                    "role": role,
                    **kw,
                }
            )
            .sudo(False)
        )

    @classmethod
    def _create_members(cls, distributor):
        """Make a member of each role; return {role: user}."""
        return {role: cls._create_member(distributor, role).user_id for role in ROLES}


class MemberCommon(MemberFactory, DistributorCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = cls._create_members(cls.dealer)
        cls.members = {
            role: cls.dealer._get_member(user) for role, user in cls.users.items()
        }
        cls.stranger = cls._create_login("t-stranger")
        cls.clerk = cls._create_login("t-clerk", cls.dealer)
