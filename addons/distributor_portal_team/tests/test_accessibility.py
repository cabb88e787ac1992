# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.accessibility import AccessibilityMixin

from .common import URL, TeamCommon


@tagged("post_install", "-at_install")
class TestAccessibility(AccessibilityMixin, TeamCommon):
    def test_pages(self):
        self.company.write(
            {"distributor_team_depth": 0, "distributor_team_phones": True}
        )
        self.dealer.sudo().prepaid = False
        self._sell(self.dealer, 1234567.89)
        self._terminate(self.sibling)
        urls = (f"{URL}?state=all", f"{URL}?search=nobody")
        self.assert_accessible(urls, self.users[self.country].login)
