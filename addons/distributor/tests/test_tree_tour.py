# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import HttpCase, new_test_user, tagged

from .common import DistributorFactory


@tagged("post_install", "-at_install")
class TestTreeTour(DistributorFactory, HttpCase):
    def test_move_with_preview(self):
        self._create_channel()
        self._create_distributor("T-M2", "master", name="T-Other Master")
        manager = new_test_user(
            self.env,
            "t-manager",
            "distributor.distributor_group_manager",
            company_id=self.env.company.id,
        )
        self.start_tour(
            f"/odoo/distributors/{self.country.id}",
            "distributor_move",
            login=manager.login,
            timeout=120,
        )
        self.assertEqual(self.country.parent_id.code, "T-M2")
        self.assertEqual(self.country._get_last_row().reason, "T-Reorganisation")
