# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.addons.distributor_portal.tests.phone import ChinesePhoneMixin

from .common import URL, PortalCommissionCommon


class TestPhoneCommission(ChinesePhoneMixin, PortalCommissionCommon):
    """Look at the month, dispute a line and confirm the rest, in Chinese."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._speak_chinese(cls.roles["finance"])

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
