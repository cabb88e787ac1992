# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from .common import PortalApprovalCommon


@tagged("post_install", "-at_install")
class TestPhoneApproval(PortalApprovalCommon):
    """An upline refuses one order and approves another, in Chinese."""

    browser_size = "360x780"
    touch_enabled = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        modules = cls.env["ir.module.module"].search(
            [("name", "=like", "distributor%"), ("state", "=", "installed")]
        )
        modules._update_translations("zh_CN")
        cls.upline.lang = "zh_CN"

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
