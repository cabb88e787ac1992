# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.accessibility import AccessibilityMixin

from .common import CONSUMER, DropshipPortalCommon


@tagged("post_install", "-at_install")
class TestAccessibility(AccessibilityMixin, DropshipPortalCommon):
    def test_pages(self):
        login = self.roles["buyer"].login
        self.authenticate(login, login)
        order = self._place()
        self._ship_order(order)
        urls = (
            self._check_url(self.consumer.partner_id, key="T" * 16),
            CONSUMER,
            f"/my/orders/{order.id}",
        )
        self.assert_accessible(urls, login)
