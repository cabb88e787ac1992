# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.accessibility import AccessibilityMixin

from .common import PartsCommon


@tagged("post_install", "-at_install")
class TestAccessibility(AccessibilityMixin, PartsCommon):
    def test_pages(self):
        order, other = self._wait(), self._wait()
        self._set_stock(self.pot, 500)
        offer = self._create_order(self.dealer, [(self.cup, 1, 8)])
        offer.action_quotation_sent()
        part = order._split({self._get_line(order, self.cup): 10})
        moves = "&".join(
            f"{name}={value}"
            for name, value in self._get_moves(order, (self.cup, 400)).items()
        )
        urls = (
            self._url(order, "split"),
            self._url(order, f"split/check?{moves}"),
            self._url(order, "split/check"),
            self._url(order, "merge"),
            self._url(order, f"merge/check?take-{other.id}=1"),
            self._url(part, "parts"),
            self._url(offer, "split"),
        )
        self.assert_accessible(urls, self.roles["owner"].login)
