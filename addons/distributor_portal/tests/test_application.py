# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_onboarding.tests.common import OnboardingFactory

from .common import HOME, PortalCommon, select

PAGE = f"{HOME}/applications"


@tagged("post_install", "-at_install")
class TestApplication(OnboardingFactory, PortalCommon):
    """An upline accepts or declines its own applicants, and nobody else's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_people()
        cls.level = cls._set_level()
        cls.application = cls._submit_application(cls._create_invitation(cls.dealer))

    def _post(self, action, **data):
        page = self._open(PAGE)
        data["csrf_token"] = select(page, "input[name=csrf_token]")[0].get("value")
        return self.url_open(f"{PAGE}/{action}", data=data)

    def test_upline_sees_who_applies_and_no_secrets(self):
        self._login(self.dealer)
        text = self._text(self._open(PAGE), "main")
        for word in (self.application.name, "T-Li Wei", "T-Hangzhou", "We sell tea."):
            self.assertIn(word, text)
        for secret in (
            self.application.bank_account,
            self.application.credit_code,
            self.application.email,
            "T-4711",
        ):
            self.assertNotIn(secret, text)
        home = self._open(HOME)
        self.assertIn("1 waits", self._text(home, "a[name=applications]"))

    def test_accept(self):
        self._login(self.dealer)
        self._post("accept", application=str(self.application.id))
        self.assertEqual(self.application.state, "brand")
        step = self.application._get_step("upline")
        self.assertEqual(step.done_user_id, self.users[self.dealer])
        self._post("accept", application=str(self.application.id))
        self.assertEqual(self.application.state, "brand")

    def test_decline_needs_a_reason(self):
        self._login(self.dealer)
        application = str(self.application.id)
        response = self._post("decline", application=application, reason=" ")
        self.assertIn("Say why", response.text)
        self.assertEqual(self.application.state, "upline")
        self._post("decline", application=application, reason="Too far from us.")
        self.assertEqual(self.application.state, "refused")
        self.assertEqual(self.application.refusal_reason, "Too far from us.")

    def test_others_reach_nothing(self):
        for distributor in (self.country, self.regional, self.sibling):
            self._login(distributor)
            text = self._text(self._open(PAGE), "main")
            self.assertNotIn(self.application.name, text)
            self._post("accept", application=str(self.application.id))
            self._post("decline", application=str(self.application.id), reason="No")
            self.assertEqual(self.application.state, "upline")

    def test_nothing_happens_by_get(self):
        self._login(self.dealer)
        for action in ("accept", "decline", "invite", "withdraw"):
            url = f"{PAGE}/{action}?application={self.application.id}"
            self.assertIn(self.url_open(url).status_code, (404, 405))
        self.assertEqual(self.application.state, "upline")

    def test_suspended_upline_has_no_page(self):
        self.dealer.sudo().state = "suspended"
        self._login(self.dealer)
        self.assertEqual(self.url_open(PAGE).status_code, 404)

    def test_level_without_downline_has_no_page(self):
        # the applicant of the other tests stands below already
        self.application.distributor_id.sudo().active = False
        self.application.distributor_id._set_upline(
            self.country, self.application.distributor_id._get_today()
        )
        self.dealer.level_id.can_have_downline = False
        self._login(self.dealer)
        self.assertEqual(self.url_open(PAGE).status_code, 404)
        self.assertFalse(select(self._open(HOME), "a[name=applications]"))

    def test_the_visitor_is_looked_up_once(self):
        distributors = self.env.registry["distributor.distributor"]
        found, asked = distributors._get_choices_for_user, []

        def count(records, user):
            asked.append(user)
            return found(records, user)

        self.patch(distributors, "_get_choices_for_user", count)
        self._login(self.dealer)
        page = self._open(PAGE)
        self.assertEqual(len(asked), 1)
        token = select(page, "input[name=csrf_token]")[0].get("value")
        for action, word in (("decline", "Say why"), ("invite", "Say whom")):
            asked.clear()
            data = {"csrf_token": token, "application": str(self.application.id)}
            response = self.url_open(f"{PAGE}/{action}", data=data)
            self.assertIn(word, response.text)
            self.assertEqual(len(asked), 1)

    def test_visitor_without_distributor(self):
        stranger = self._create_portal_user(login="t-portal-stranger")
        self.authenticate(stranger.login, stranger.login)
        self.assertEqual(self.url_open(PAGE).status_code, 404)

    def test_invite_and_withdraw(self):
        self._login(self.dealer)
        self._post(
            "invite",
            label="T-Shop",
            email="shop@t-invited.example.com",
            level=str(self.level.id),
        )
        invitation = self.dealer.invitation_ids.filtered(lambda i: i.label == "T-Shop")
        self.assertEqual(invitation.inviter_id, self.users[self.dealer])
        self.assertEqual(invitation.user_id, self.dealer.user_id)
        self.assertEqual(invitation.level_ids, self.level)
        self.assertTrue(self._get_mail_link(invitation, "apply"))
        self.assertIn(invitation.url, self.url_open(PAGE).text)
        self._login(self.country)
        self._post("withdraw", invitation=str(invitation.id))
        self.assertFalse(invitation.is_withdrawn)
        self._login(self.dealer)
        self._post("withdraw", invitation=str(invitation.id))
        self.assertTrue(invitation.is_withdrawn)

    def test_level_above_is_not_offered(self):
        self._login(self.dealer)
        master = self._get_level("master")
        self._post("invite", label="T-Master", level=str(master.id))
        invitation = self.dealer.invitation_ids.sorted("id")[-1]
        levels = invitation._get_levels(invitation)
        self.assertNotIn(master, levels)
        self.assertEqual(levels, self.dealer.level_id._get_levels_below())
