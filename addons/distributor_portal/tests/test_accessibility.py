# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from .accessibility import AccessibilityMixin
from .common import HOME, PortalCommon

PATHS = (
    "",
    "/orders",
    "/prices",
    "/wallet",
    "/authorizations",
    "/holds",
    "/more",
    "/topups",
    "/topups/new",
    "/refunds",
    "/commission",
    "/commission/settlements",
    "/documents",
    "/members",
    "/sell",
    "/applications",
    "/statements",
)


@tagged("post_install", "-at_install")
class TestAccessibility(AccessibilityMixin, PortalCommon):
    def test_pages(self):
        self._sell(self.dealer, 1000)
        self._sell(self.country, 200)
        self._confirm((self.goods, 1, 100), distributor=self.country)
        urls = [f"{HOME}{path}" for path in PATHS]
        self.assert_accessible(urls, self.users[self.country].login)
