# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.addons.distributor_portal.tests.accessibility import AccessibilityMixin

from .common import PAGE, PortalNotificationCommon


class TestPhone(AccessibilityMixin, PortalNotificationCommon):
    """Read and set notifications on a phone, in Chinese."""

    browser_size = "360x780"
    touch_enabled = True

    def test_walk(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        modules = self.env["ir.module.module"].search(
            [("name", "=like", "distributor%notification%")]
        )
        modules._update_translations("zh_CN")
        self.owner.lang = "zh_CN"
        for step in "abc":
            self._tell(f"T-未读 {step}", url=PAGE, step=step)
        self.start_tour(
            "/my/distribution",
            "distributor_portal_notification",
            login=self.owner.login,
            cookies={"frontend_lang": "zh_CN"},
            timeout=120,
        )
        told = self._get_told(self.owner)
        self.assertEqual(len(told.filtered("read_date")), 3)
        preferences = self.env["distributor.notification.preference"]
        found = preferences.sudo().search([("user_id", "=", self.owner.id)])
        self.assertEqual(found.digest, "weekly")
        self.assertFalse(found.choice_ids)

    def test_accessible(self):
        self.kind.urgency = "urgent"
        self._tell("T-Unread", url=PAGE)
        self._tell("T-Read", step="read")
        self._get_told(self.owner, name="T-Read")._mark_read()
        self.assert_accessible((PAGE, f"{PAGE}/settings"), self.owner.login)
