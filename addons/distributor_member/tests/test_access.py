# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor.tests.test_access import AccessMatrix

from .common import MemberCommon


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, MemberCommon):
    def test_matrix(self):
        self._check_matrix(
            {
                "distributor.member": {
                    **dict.fromkeys(("user", "finance", "salesman"), "r"),
                    "manager": "rwc",
                },
                "distributor.member.invite": {"manager": "rwcu"},
            }
        )

    def test_manager_changes_role_but_not_the_person(self):
        manager = new_test_user(
            self.env, "t-manager", "distributor.distributor_group_manager"
        )
        member = self.members["viewer"].with_user(manager)
        member.role = "finance"
        self.assertTrue(self.dealer._user_can("money", self.users["viewer"]))
        for vals in (
            {"user_id": self.stranger.id},
            {"distributor_id": self.country.id},
            {"state": "ended"},
            {"active": False},
        ):
            with self.assertRaises(AccessError):
                member.write(vals)

    def test_other_company_is_invisible(self):
        other = self.env["res.company"].create({"name": "T-Other"})
        foreign = self._create_distributor("T-F", "master", company_id=other.id)
        member = self._create_member(foreign, "owner")
        manager = new_test_user(
            self.env, "t-manager", "distributor.distributor_group_manager"
        )
        with self.assertRaises(AccessError):
            member.with_user(manager).read(["role"])

    def test_buttons_check_rights(self):
        for kind in ("distributor.distributor_group_user", "base.group_portal"):
            user = new_test_user(self.env, f"t-{kind}", kind)
            with self.assertRaises(AccessError):
                self.members["viewer"].with_user(user).action_end()
            with self.assertRaises(AccessError):
                self.members["viewer"].with_user(user).action_resend()
