# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.phone import ChinesePhoneMixin

from .common import PortalApprovalCommon


@tagged("post_install", "-at_install")
class TestPhoneApproval(ChinesePhoneMixin, PortalApprovalCommon):
    """An upline refuses one order and approves another, in Chinese."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._speak_chinese(cls.upline)

    def test_walk(self):
        first, second = self._wait(), self._wait(quantity=9)
        self.start_tour(
            "/my/distribution",
            "distributor_portal_approval",
            login=self.upline.login,
            timeout=120,
        )
        self.assertEqual(first.approval_state, "refused")
        self.assertEqual(second.state, "sale")
