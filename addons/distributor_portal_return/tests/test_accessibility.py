# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.accessibility import AccessibilityMixin

from .common import PAGE, PortalReturnCommon


@tagged("post_install", "-at_install")
class TestAccessibility(AccessibilityMixin, PortalReturnCommon):
    def test_pages(self):
        record = self._give_back(self.order, 1)
        urls = (PAGE, f"{PAGE}/{record.id}", self.form)
        self.assert_accessible(urls, self.roles["owner"].login)
