# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.distributor_onboarding.controllers import parameters
from odoo.addons.distributor_onboarding.tests.common import OnboardingFactory

from .common import HOME, PortalCommon


@tagged("post_install", "-at_install")
class TestOnboardingWay(OnboardingFactory, PortalCommon):
    """From the invitation of an upline to the portal of a new distributor.

    Applicant and upline are on a phone; each page is seen in a browser.
    """

    browser_size = "390x844"
    touch_enabled = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["distributor.application.limit"].sudo().search([]).unlink()
        cls._create_people()
        cls.level = cls._set_level()

    def _tour(self, url, name, login=None):
        """Walk one part of the way in a browser of its own."""
        self.start_tour(url, f"distributor_onboarding_{name}", login=login, timeout=120)

    def test_from_invitation_to_portal(self):
        invitation = self._create_invitation(self.dealer, lang="en_US")
        path = invitation.url[invitation.url.index("/distribution/") :]
        with patch.object(parameters, "MIN_SECONDS", 0):
            self._tour(path, "apply")
        application = invitation.application_ids
        self.assertEqual(application.state, "application")
        self._tour(self._get_mail_link(application, "verify"), "documents")
        self.assertEqual(application.state, "upline")
        self.assertEqual(
            application.distributor_id.document_ids.attachment_ids.mapped("name"),
            ["licence.pdf"],
        )
        self._tour(HOME, "upline", login=self.users[self.dealer].login)
        self.assertEqual(application.state, "brand")
        self._verify_by_brand(application)
        self._sign_contract(application)
        application.with_user(self.clerk).action_confirm_contract()
        self._pay(application, 500)
        application.with_user(self.finance).action_confirm_deposit()
        application.with_user(self.boss).action_activate()
        user = application.contact_id.user_ids
        user.password = user.login
        self._tour("/my", "welcome", login=user.login)
