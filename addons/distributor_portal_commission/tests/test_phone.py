# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from .common import URL, PortalCommissionCommon


class TestPhoneCommission(PortalCommissionCommon):
    """Look at the month, dispute a line and confirm the rest, in Chinese."""

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
        cls.roles["finance"].lang = "zh_CN"

    def test_walk(self):
        self.start_tour(
            URL,
            "distributor_portal_commission",
            login=self.roles["finance"].login,
            timeout=120,
        )
        self.assertEqual(self.settlement.state, "confirmed")
        self.assertEqual(self._get_disputes().entry_id, self.entry)
        self.assertEqual(self.settlement.amount_total, 25.0)
