# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.accessibility import AccessibilityMixin

from .common import ORDER, OrderCommon


@tagged("post_install", "-at_install")
class TestAccessibility(AccessibilityMixin, OrderCommon):
    def test_pages(self):
        lines = self._lines((self.tea, 12))
        urls = (ORDER, f"{ORDER}/check?lines={lines}", f"{ORDER}/address")
        self.assert_accessible(urls, self.users[self.dealer].login)
