# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields
from odoo.tests import tagged

from .test_intake import OnboardingHttpCase


@tagged("post_install", "-at_install")
class TestInvitation(OnboardingHttpCase):
    def _get_url(self, invitation):
        return invitation.url[invitation.url.index("/distribution/") :]

    def test_invitation_names_the_upline_and_limits_the_levels(self):
        invitation = self._create_invitation(
            self.dealer, email="li.wei@t-hilltop.example.com"
        )
        url = self._get_url(invitation)
        page = self._open(url)
        self.assertIn(self.dealer.name, page.text_content())
        levels = page.xpath("//select[@name='level_id']/option/@value")
        expected = self.dealer.level_id._get_levels_below()
        self.assertEqual({int(v) for v in levels if v}, set(expected.ids))
        master = self._get_level("master").id
        response = self._post_form(url, level_id=str(master))
        self.assertIn("choose one", self._text(response))
        self._post_form(url)
        application = self._find_application()
        self.assertEqual(application.upline_id, self.dealer)
        self.assertEqual(application.user_id, self.clerk)

    def test_closed_invitations(self):
        yesterday = fields.Date.subtract(fields.Date.today(), days=1)
        expired = self._create_invitation(date_expiry=yesterday)
        withdrawn = self._create_invitation()
        withdrawn.with_user(self.clerk).action_withdraw()
        ended = self._create_invitation(self.dealer)
        self.dealer.sudo().state = "suspended"
        for invitation in (expired, withdrawn, ended):
            self._open(self._get_url(invitation), 404)

    def test_mail(self):
        invitation = self._create_invitation(self.dealer)
        with self.assertRaisesRegex(Exception, "T-Invited"):
            invitation.with_user(self.clerk).action_send()
        invitation.email = "li.wei@t-hilltop.example.com"
        invitation.with_user(self.clerk).action_send()
        self.assertTrue(self._get_mail_link(invitation, "apply"))

    def test_inviter_is_who_made_it(self):
        invitation = (
            self.env["distributor.application.invitation"]
            .with_user(self.clerk)
            .create({"label": "T-X", "inviter_id": self.boss.id, "token": "guess"})
        )
        self.assertEqual(invitation.inviter_id, self.clerk)
        self.assertNotEqual(invitation.sudo().token, "guess")
        with self.assertRaisesRegex(Exception, "Withdraw"):
            invitation.inviter_id = self.boss
