# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from unittest.mock import patch

from odoo.addons.distributor_portal.tests.accessibility import AccessibilityMixin

from ..controllers.order_sheet import DistributorPortalSheet
from .common import PAGE


class AccessibilityTests(AccessibilityMixin):
    def test_accessible(self):
        self._create_draft()
        login = self.users[self.dealer].login
        self.assert_accessible((PAGE,), login)
        # what an upload shows has no address of its own
        cells = (
            ("T-TEA", "12", self.at_shop),
            ("T-POT", "2", self.at_depot),
            ("T", "-1", ""),
        )
        rows = [
            (number, dict(zip(("code", "quantity", "ship"), row, strict=True)))
            for number, row in enumerate(cells, start=3)
        ]
        with patch.object(
            DistributorPortalSheet,
            "_render_sheet_page",
            lambda page, **kwargs: page._render_sheet_preview(rows, "b" * 32, ""),
        ):
            self.assert_accessible((PAGE,), login)
