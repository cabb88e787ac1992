# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.accessibility import AccessibilityMixin
from odoo.addons.distributor_portal.tests.common import HOME

from .common import RESTOCK, RestockCommon


@tagged("post_install", "-at_install")
class TestAccessibility(AccessibilityMixin, RestockCommon):
    def test_pages(self):
        for _turn in range(2):
            self._buy((self.tea, 90), (self.cup, 45))
        login = self.users[self.dealer].login
        self.assert_accessible((HOME, RESTOCK, f"{RESTOCK}/order"), login)
        login = self.users[self.sibling].login
        self.assert_accessible((RESTOCK,), login)
