# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.accessibility import AccessibilityMixin

from .common import URL, PortalApprovalCommon


@tagged("post_install", "-at_install")
class TestAccessibility(AccessibilityMixin, PortalApprovalCommon):
    def test_pages(self):
        urls = (URL, self._url(self._wait()))
        self.assert_accessible(urls, self.upline.login)
