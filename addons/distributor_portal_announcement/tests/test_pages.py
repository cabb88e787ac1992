# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.addons.distributor_portal.tests.accessibility import AccessibilityMixin

from .common import FILES, MESSAGES, PortalAnnouncementCommon
from .file_cases import FileCases
from .message_cases import MessageCases


class TestPages(MessageCases, FileCases, AccessibilityMixin, PortalAnnouncementCommon):
    """One class, because its records cost more than its tests."""

    browser_size = "360x780"
    touch_enabled = True

    def test_accessible(self):
        urls = (MESSAGES, f"{MESSAGES}/{self.urgent.id}", FILES)
        self.assert_accessible(urls, self.roles["owner"].login)

    def test_walk(self):
        """Read, acknowledge and download on a phone, in Chinese."""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env["ir.module.module"].search(
            [("name", "=like", "distributor%"), ("state", "=", "installed")]
        )._update_translations("zh_CN")
        owner = self.roles["owner"]
        owner.lang = "zh_CN"
        self.start_tour(
            "/my/distribution",
            "distributor_portal_announcement",
            login=owner.login,
            timeout=120,
        )
        [done] = self.urgent.reading_ids.filtered("date_acknowledged")
        self.assertEqual(done.user_id, owner)
        self.assertTrue(self.poster.download_ids)
