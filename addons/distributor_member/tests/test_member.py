# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import new_test_user, tagged

from .common import ROLES, MemberCommon

MATRIX = {
    "owner": "view order money manage",
    "buyer": "view order",
    "finance": "view money",
    "viewer": "view",
}


@tagged("post_install", "-at_install")
class TestMember(MemberCommon):
    def test_rights_by_role(self):
        for role in ROLES:
            for right in ("view", "order", "money", "manage", "other"):
                with self.subTest(role=role, right=right):
                    self.assertEqual(
                        self.dealer._user_can(right, self.users[role]),
                        right in MATRIX[role].split(),
                    )

    def test_nobody_else_has_a_right(self):
        upline = self._create_login("t-upline", self.country)
        public = self.env.ref("base.public_user")
        for user in (self.stranger, self.clerk, upline, public):
            for right in ("view", "order", "money", "manage"):
                self.assertFalse(self.dealer._user_can(right, user), user.login)
            self.assertNotIn(
                self.dealer, self.env["distributor.distributor"]._get_all_for_user(user)
            )

    def test_without_members_each_contact_is_owner(self):
        user = self._create_login("t-country", self.country)
        other = self._create_login("t-country-2", self.country)
        for right in ("view", "order", "money", "manage"):
            self.assertTrue(self.country._user_can(right, user))
        self._create_member(self.country, "owner", user)
        self.assertTrue(self.country._user_can("manage", user))
        self.assertFalse(self.country._user_can("view", other))

    def test_first_member_is_an_owner(self):
        with self.assertRaises(ValidationError):
            self._create_member(self.country, "buyer")

    def test_last_owner_stays(self):
        owner = self.members["owner"]
        with self.assertRaises(ValidationError), self.cr.savepoint():
            owner.role = "viewer"
        with self.assertRaises(ValidationError), self.cr.savepoint():
            owner.action_end()
        self.members["viewer"].role = "owner"
        owner.action_end()
        self.assertFalse(self.dealer._user_can("view", self.users["owner"]))
        with self.assertRaises(ValidationError), self.cr.savepoint():
            (self.members["viewer"] | self.members["buyer"]).action_end()

    def test_member_comes_back(self):
        self.members["viewer"].action_end()
        again = self._create_member(self.dealer, "buyer", self.users["viewer"])
        self.assertEqual(self.dealer._get_member(self.users["viewer"]), again)
        self.assertEqual(len(self.dealer.with_context(active_test=False).member_ids), 5)

    def test_membership_is_never_deleted(self):
        with self.assertRaises(UserError):
            self.members["viewer"].sudo().unlink()

    def test_employees_are_no_members(self):
        employee = new_test_user(self.env, "t-employee", "base.group_user")
        with self.assertRaises(ValidationError):
            self._create_member(self.dealer, "viewer", employee)

    def test_changes_stand_in_the_history(self):
        self.members["buyer"].write({"role": "finance"})
        [message] = self.dealer.message_ids[:1]
        self.assertIn("Finance", message.body)
        self.assertIn(self.users["buyer"].name, message.body)

    def test_one_person_two_distributors(self):
        user = self.users["buyer"]
        get = self.env["distributor.distributor"]._get_for_user
        self.assertEqual(get(user), self.dealer)
        self._create_member(self.country, "owner", self._create_login("t-boss"))
        self._create_member(self.country, "viewer", user)
        user.distributor_current_id = self.country
        self.assertEqual(get(user), self.country)
        self.assertFalse(self.country._user_can("order", user))
        self.assertTrue(self.dealer._user_can("order", user))
        self.country._get_member(user).sudo()._end()
        self.assertEqual(get(user), self.dealer, "the choice counts while it is one")
        user.distributor_current_id = self.master
        self.assertEqual(get(user), self.dealer)

    def test_closed_distributors_show_until_the_portal_ends(self):
        get = self.env["distributor.distributor"]._get_for_user
        for state in ("suspended", "terminating", "terminated"):
            self.dealer.sudo().state = state
            self.assertEqual(get(self.users["viewer"]), self.dealer, state)
            self.assertEqual(
                self.dealer._user_can("manage", self.users["owner"]),
                state != "terminated",
            )
        self.dealer.sudo().portal_end_date = date(2026, 3, 1)
        with freeze_time("2026-03-01 10:00"):
            self.assertTrue(self.dealer._user_can("view", self.users["viewer"]))
        with freeze_time("2026-03-02 10:00"):
            self.assertFalse(self.dealer._user_can("view", self.users["owner"]))
            self.assertFalse(get(self.users["owner"]))

    def _create_key(self, user):
        keys = self.env["res.users.apikeys"].with_user(user).sudo()
        return keys._generate("rpc", "T-Key", "2099-01-01")

    def test_end_revokes(self):
        user = self.users["buyer"]
        order = self._create_order(self.dealer)
        order._portal_ensure_token()
        token, other = order.access_token, self._create_order(self.country)
        other._portal_ensure_token()
        kept = other.access_token
        order.message_subscribe(user.partner_id.ids)
        other.message_subscribe(user.partner_id.ids)
        self._create_key(user)
        session = user._compute_session_token("t-sid")
        self.members["buyer"].action_end()
        self.assertNotIn(user.partner_id, order.message_partner_ids)
        self.assertIn(user.partner_id, other.message_partner_ids)
        self.assertNotEqual(order.access_token, token)
        self.assertEqual(other.access_token, kept)
        self.assertFalse(user.sudo().api_key_ids)
        self.assertNotEqual(user._compute_session_token("t-sid"), session)

    def test_end_keeps_who_serves_another(self):
        user = self.users["buyer"]
        self._create_member(self.country, "owner", user)
        self._create_key(user)
        session = user._compute_session_token("t-sid")
        self.members["buyer"].action_end()
        self.assertTrue(user.sudo().api_key_ids)
        self.assertEqual(user._compute_session_token("t-sid"), session)

    def test_closing_revokes_links_and_keys(self):
        order = self._create_order(self.dealer)
        for state in ("suspended", "terminating", "terminated"):
            self.dealer.sudo().state = "active"
            token = order._portal_ensure_token()
            self._create_key(self.users["viewer"])
            self.dealer.sudo().state = state
            self.assertNotEqual(order.access_token, token, state)
            self.assertFalse(self.users["viewer"].sudo().api_key_ids, state)

    def test_closing_without_members(self):
        user = self._create_login("t-country", self.country)
        self._create_key(user)
        self.country._suspend("Unpaid")
        self.assertFalse(user.sudo().api_key_ids)
