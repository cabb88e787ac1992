# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.distributor.tests.test_access import AccessMatrix

from .common import NotificationCommon


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, NotificationCommon):
    def test_matrix(self):
        read = dict.fromkeys(("user", "manager", "finance"), "r")
        self._check_matrix(
            {
                "distributor.notification": {"manager": "r"},
                "distributor.notification.kind": {**read, "manager": "rw"},
                "distributor.notification.preference": {"manager": "r"},
                "distributor.notification.choice": {"manager": "r"},
                "distributor.notification.send": {"manager": "rwcu"},
            }
        )

    def test_never_changed_or_deleted(self):
        self._tell()
        told = self._get_told(self.owner)
        manager = new_test_user(
            self.env, "t-told-manager", "distributor.distributor_group_manager"
        )
        for user in (manager, self.owner):
            with self.assertRaises(AccessError):
                told.with_user(user).write({"name": "T-Changed"})
        with self.assertRaises(UserError):
            told.sudo().unlink()

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_other_company_is_invisible(self):
        self._tell()
        other = self.env["res.company"].create({"name": "T-Other"})
        stranger = new_test_user(
            self.env,
            "t-told-stranger",
            "distributor.distributor_group_manager",
            company_id=other.id,
            company_ids=[other.id],
        )
        told = self._get_told(self.owner).with_user(stranger)
        self.assertFalse(told.search([("id", "=", told.id)]))
        with self.assertRaises(AccessError):
            told.read(["name"])

    def test_portal_domain_follows_rights(self):
        self._create_kind("t-money", right="money")
        self._tell(code="t-money")
        self._tell()
        finance = self.users["finance"]
        notifications = self.env["distributor.notification"].sudo()
        dealer = self.dealer.sudo()
        self.assertEqual(notifications._count_unread(dealer, finance), 2)
        self.dealer._get_member(finance).role = "viewer"
        self.assertEqual(notifications._count_unread(dealer, finance), 1)
        self.assertEqual(notifications._count_unread(dealer, self.stranger), 0)
