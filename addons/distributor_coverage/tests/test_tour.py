# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.distributor.tests.common import DistributorFactory

from .common import CoverageFactory


@tagged("post_install", "-at_install")
class TestTour(CoverageFactory, DistributorFactory, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_coverage()
        now = fields.Datetime.now()
        cls._sell(cls._create_at("T-HZ", "ZJ"), 1234, now)
        cls._sell(cls._create_at("T-SU", "JS"), 567, now)
        cls._create_territory("T-ZJ", country="cn", state_id=cls._state("ZJ").id)
        cls._create_territory("T-SH", country="cn", state_id=cls._state("SH").id)
        new_test_user(
            cls.env,
            "t-coverage",
            "distributor.distributor_group_user",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )

    def test_map(self):
        self.start_tour(
            "/odoo/coverage-map",
            "distributor_coverage_map",
            login="t-coverage",
            timeout=120,
        )


@tagged("post_install", "-at_install")
class TestPhone(TestTour):
    browser_size = "390x844"
    touch_enabled = True

    def test_map(self):
        self.start_tour(
            "/odoo/coverage-map",
            "distributor_coverage_map_phone",
            login="t-coverage",
            timeout=120,
        )
