# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.accessibility import AccessibilityMixin

from .common import URL, PortalReceiptCommon


@tagged("post_install", "-at_install")
class TestAccessibility(AccessibilityMixin, PortalReceiptCommon):
    def test_pages(self):
        urls = (URL, f"{URL}/{self.picking.id}")
        self.assert_accessible(urls, self.roles["buyer"].login)
