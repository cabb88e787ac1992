# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import new_test_user

from odoo.addons.distributor.models.group_names import FINANCE, MANAGER, USER
from odoo.addons.distributor_order.tests.common import OrderCommon


class HomeCommon(OrderCommon):
    """Orders of the distributor T-… that are sent to it, and people of the brand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = cls._create_person("t-home-user", USER)
        cls.manager = cls._create_person("t-home-manager", MANAGER)
        cls.cashier = cls._create_person("t-home-finance", FINANCE)

    @classmethod
    def _create_person(cls, login, group):
        return new_test_user(
            cls.env,
            login,
            group,
            company_id=cls.company.id,
            company_ids=[cls.company.id],
        )

    @classmethod
    def _create_asked(cls, quantity=1):
        """Return an order that its distributor has to confirm."""
        order = cls._create_order(cls.dealer, [(cls.goods, quantity, 100)])
        order.sudo().write({"state": "sent"})
        order.sudo().confirm_deadline = "2030-01-01"
        return order

    def _get_home(self, user=None, mine=False):
        """Return {key: card}."""
        home = self.env["distributor.home"].with_user(user or self.manager)
        cards = home.with_company(self.company).get_home(mine)
        return {card["key"]: card for card in cards}
