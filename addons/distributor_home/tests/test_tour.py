# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import HttpCase, tagged

from .common import HomeCommon


@tagged("post_install", "-at_install")
class TestTour(HomeCommon, HttpCase):
    browser_size = "1366x768"

    def test_home_to_desk(self):
        order = self._create_asked(20)
        self.start_tour("/odoo", "distributor_home", login="t-home-finance")
        self.assertEqual(order.state, "sent")
