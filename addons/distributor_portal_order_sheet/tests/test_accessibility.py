# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.accessibility import AccessibilityMixin

from ..controllers.order_sheet import DistributorPortalSheet
from .common import PAGE, SheetCommon


@tagged("post_install", "-at_install")
class TestAccessibility(AccessibilityMixin, SheetCommon):
    def test_pages(self):
        self.env["distributor.order.draft"].create(
            {
                "distributor_id": self.dealer.id,
                "partner_shipping_id": self.shop.id,
                "basket": self._lines((self.tea, 6)),
                "key": f"{'a' * 32}-{self.shop.id}",
                "upload": "a" * 32,
            }
        )
        login = self.users[self.dealer].login
        for width in (360, 1440):
            self.assert_accessible((PAGE,), login, width)
        # what an upload shows has no address of its own
        cells = (("T-TEA", "12", self.at_shop), ("T-POT", "2", self.at_depot), ("T", "-1", ""))
        rows = [
            (number, dict(zip(("code", "quantity", "ship"), row, strict=True)))
            for number, row in enumerate(cells, start=3)
        ]
        with patch.object(
            DistributorPortalSheet,
            "_render_sheet_page",
            lambda page, **kwargs: page._render_sheet_preview(rows, "b" * 32),
        ):
            for width in (360, 1440):
                self.assert_accessible((PAGE,), login, width)
