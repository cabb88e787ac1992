# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestAccess(TransactionCase):
    """``distributor.home`` keeps nothing, and reads with the rights of the user."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        buyer = cls.env["res.partner"].create({"name": "T-Buyer"})
        cls.order = cls.env["sale.order"].create({"partner_id": buyer.id})

    def _check_nothing(self, groups):
        user = new_test_user(self.env, f"t-{groups[-8:]}", groups)
        home, order = self.env["distributor.home"].with_user(user), self.order
        order = order.with_user(user)
        for call in (
            home.get_home,
            lambda: home.action_open_card("activities"),
            order.get_desk,
            order.action_open_desk,
        ):
            with self.subTest(groups), self.assertRaises(AccessError):
                call()

    def test_employee(self):
        self._check_nothing("base.group_user")

    def test_salesman(self):
        self._check_nothing("sales_team.group_sale_salesman_all_leads")

    def test_portal(self):
        self._check_nothing("base.group_portal")

    def test_public(self):
        self._check_nothing("base.group_public")
