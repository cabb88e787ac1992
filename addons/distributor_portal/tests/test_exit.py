# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import HOME, PAGES, PortalCommon


@tagged("post_install", "-at_install")
class TestExit(PortalCommon):
    def test_account_is_seen_until_its_last_day(self):
        self._sell(self.dealer, 100)
        today = fields.Date.context_today(self.dealer)
        self.dealer._begin_exit(today, today, "T-Secret reason")
        self._login(self.dealer)
        page = self._open(HOME)
        self.assertIn("being closed", self._text(page, ".alert"))
        self.assertNotIn("T-Secret", self._text(page))
        self.assertTrue(self._titles(self._open(f"{HOME}/orders")))
        self.dealer._close("T-Anyway")
        self.assertTrue(self._titles(self._open(f"{HOME}/orders")))
        self.dealer.sudo().portal_end_date = today - timedelta(days=1)
        for url in PAGES:
            self.assertIn("This page is for distributors", self._text(self._open(url)))

    def test_suspended_sees_no_reason(self):
        self.dealer._suspend("T-Secret reason")
        self._login(self.dealer)
        page = self._open(HOME)
        self.assertIn("suspended", self._text(page, ".alert"))
        self.assertNotIn("T-Secret", self._text(page))
