# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import HttpCase, new_test_user, tagged

from .common import OrderCommon


@tagged("post_install", "-at_install")
class TestTour(OrderCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_authorization(cls.master, cls.china)
        new_test_user(
            cls.env,
            "t-aut-tour",
            "distributor.distributor_group_manager",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )

    def test_who_may_sell(self):
        self.env["res.partner"].create(
            {
                "name": "T-Buyer",
                "country_id": self.china_country.id,
                "state_id": self.sh_state.id,
                "zip": "200100",
            }
        )
        self.start_tour("/odoo", "distributor_authorization_ask", login="t-aut-tour")

    def test_order_out_of_territory(self):
        self.company.exception_policy_territory = "refuse"
        order = self._order(self.away)
        self.start_tour(
            f"/odoo/sale.order/{order.id}",
            "distributor_authorization_order",
            login="t-aut-tour",
        )
        self.assertEqual(order.state, "draft")
