# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor_onboarding.tests.common import OnboardingCommon


@tagged("post_install", "-at_install")
class TestApplicationMember(OnboardingCommon):
    """An applicant who has a login already is invited as the owner."""

    def test_known_portal_login_is_invited(self):
        application = self._submit_application()
        user = new_test_user(
            self.env, application.email, "base.group_portal", email=application.email
        )
        self.assertFalse(application._grant_portal_access())
        member = application.distributor_id.member_ids
        self.assertEqual((member.user_id, member.role), (user, "owner"))
        self.assertEqual(member.state, "invited")

    def test_colleagues_do_not_become_owners(self):
        application = self._submit_application()
        self.clerk.login = application.email
        self.assertFalse(application._grant_portal_access())
        self.assertFalse(application.distributor_id.member_ids)
