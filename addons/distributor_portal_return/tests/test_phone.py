# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.addons.distributor_portal.tests.phone import ChinesePhoneMixin

from .common import PAGE, PortalReturnCommon


class TestPhone(ChinesePhoneMixin, PortalReturnCommon):
    """Ask for a return on a phone, and read it in Chinese."""

    def test_walk(self):
        self._create_reason("T-Photo", needs_photos=True)
        self.start_tour(
            f"/my/orders/{self.order.id}",
            "distributor_portal_return",
            login=self.roles["owner"].login,
            timeout=120,
        )
        record = self._get_returns()
        self.assertEqual(record.line_ids.quantity, 4)
        self.assertEqual(record.description, "T-Words")

    def test_chinese(self):
        self._speak_chinese(self.roles["owner"])
        record = self._give_back(self.order, 1)
        self._login_as(self.roles["owner"])
        for url, words in (
            (self.form, ("退货", "退货原因", "拍照")),
            (PAGE, ("退货", "已退款")),
            (f"{PAGE}/{record.id}", ("收货", "已退款", "退回到")),
        ):
            text = self._text(self._open(url))
            for word in words:
                self.assertIn(word, text, url)
