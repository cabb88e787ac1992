# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.accessibility import AccessibilityMixin

from .common import PAGE, PortalNotificationCommon


@tagged("post_install", "-at_install")
class TestAccessibility(AccessibilityMixin, PortalNotificationCommon):
    def test_pages(self):
        self.kind.urgency = "urgent"
        self._tell("T-Unread", url="/my/distribution/orders")
        self._tell("T-Read", step="read")
        self._get_told(self.owner, name="T-Read")._mark_read()
        for width in (360, 1440):
            self.assert_accessible(
                (PAGE, f"{PAGE}/settings"), self.owner.login, width
            )
