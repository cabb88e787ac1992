# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from unittest.mock import patch

from odoo.exceptions import UserError, ValidationError
from odoo.tests import new_test_user, tagged

from ..models import distributor_member_invitation
from .common import MemberCommon


@tagged("post_install", "-at_install")
class TestInvitation(MemberCommon):
    def _invite(self, email, role="buyer", name="Li Na", distributor=None, **limits):
        return (
            self.env["distributor.member"]
            .with_user(self.users["owner"])
            ._invite(distributor or self.dealer, name, email, role, limits)
            .with_env(self.env)
        )

    def _get_mails(self, address):
        return (
            self.env["mail.mail"]
            .sudo()
            .search(
                [
                    "|",
                    ("email_to", "ilike", address),
                    ("recipient_ids.email", "=", address),
                ]
            )
        )

    def test_new_person(self):
        member = self._invite("Li.Na@example.com", limit_order=500)
        user = member.user_id
        self.assertEqual(member.state, "invited")
        self.assertEqual(user.login, "li.na@example.com")
        self.assertTrue(user._is_portal())
        self.assertEqual(user.partner_id.parent_id, self.dealer.partner_id)
        self.assertEqual(user.company_ids, self.company)
        self.assertFalse(self.dealer._user_can("view", user))
        found = self.env["distributor.member"]._get_invitations(user)
        self.assertEqual(found, member.sudo())
        found.with_user(user).sudo()._accept()
        self.assertTrue(self.dealer._user_can("order", user))
        self.assertEqual(member.limit_order, 500)

    def test_mail_in_the_language_of_the_distributor(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.dealer.partner_id.lang = "zh_CN"
        member = self._invite("li@example.com")
        self.assertEqual(member.user_id.lang, "zh_CN")

    def test_known_login_is_not_told(self):
        new = self._invite("new@example.com")
        self.stranger.login = "known@example.com"
        self.stranger.name = "A Secret Name"
        self.env["res.users.log"].with_user(self.stranger).sudo().create({})
        known = self._invite("known@example.com")
        self.assertEqual(known.user_id, self.stranger)
        self.assertEqual(known._get_shown_name(), new._get_shown_name())
        self.assertEqual(known.state, new.state)
        self.assertFalse(self.dealer._user_can("view", self.stranger))
        self.assertIn("invited", self._get_mails("known@example.com").subject)

    def test_employee_cannot_accept(self):
        employee = new_test_user(self.env, "boss@example.com", "base.group_user")
        member = self._invite("boss@example.com", "viewer")
        self.assertEqual(member.state, "invited")
        with self.assertRaises(ValidationError):
            member.with_user(employee).sudo()._accept()

    def test_only_the_invited_finds_it(self):
        self._invite("new@example.com")
        for user in (
            self.stranger,
            self.users["owner"],
            self.env.ref("base.public_user"),
        ):
            self.assertFalse(self.env["distributor.member"]._get_invitations(user))

    def test_twice(self):
        self._invite("new@example.com")
        with self.assertRaises(UserError):
            self._invite("NEW@example.com")
        with self.assertRaises(UserError):
            self._invite(self.users["viewer"].email)

    def test_bad_values(self):
        for email in ("", "x", "a@example.com,b@example.com", "a b@", None):
            with self.subTest(email), self.assertRaises(UserError):
                self._invite(email)
        with self.assertRaises(UserError):
            self._invite("new@example.com", name=" ")

    def test_too_many(self):
        with patch.object(distributor_member_invitation, "INVITATIONS_A_DAY", 2):
            self._invite("a@example.com").sudo()._end()
            self._invite("b@example.com")
            with self.assertRaises(UserError):
                self._invite("c@example.com")

    def test_again_after_a_while(self):
        member = self._invite("a@example.com")
        with self.assertRaises(UserError):
            member.action_resend()
        member.sudo().invite_date = "2020-01-01"
        before = len(self._get_mails("a@example.com"))
        member.action_resend()
        self.assertEqual(len(self._get_mails("a@example.com")), before + 1)
        self.members["viewer"].sudo().invite_date = "2020-01-01"
        with self.assertRaises(UserError):
            self.members["viewer"].action_resend()

    def test_first_invitation_keeps_who_works_there(self):
        user = self._create_login("t-country", self.country)
        self._invite("new@example.com", "viewer", distributor=self.country)
        self.assertTrue(self.country._user_can("manage", user))
        self.assertEqual(self.country._get_member(user).role, "owner")

    def test_first_of_all_is_an_owner(self):
        with self.assertRaises(UserError):
            self._invite("new@example.com", "viewer", distributor=self.master)
        member = self._invite("new@example.com", "owner", distributor=self.master)
        member.with_user(member.user_id).sudo()._accept()
        self.assertTrue(self.master._user_can("manage", member.user_id))

    def test_decline(self):
        member = self._invite("new@example.com")
        member.with_user(member.user_id).sudo()._decline()
        self.assertEqual(member.state, "ended")
        self._invite("new@example.com")

    def test_wizard(self):
        wizard = self.env["distributor.member.invite"].create(
            {
                "distributor_id": self.dealer.id,
                "name": "Li",
                "email": "li@example.com",
                "role": "buyer",
                "limit_month": 70,
            }
        )
        wizard.action_invite()
        member = self.dealer.member_ids.filtered(lambda m: m.email == "li@example.com")
        self.assertEqual((member.role, member.limit_month), ("buyer", 70))
