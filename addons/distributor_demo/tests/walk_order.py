# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import new_test_user

from odoo.addons.distributor_portal.tests.phone import ChinesePhoneMixin
from odoo.addons.distributor_portal_order.tests.common import OrderMembersCommon

STAFF = (
    "distributor.distributor_group_manager,sales_team.group_sale_salesman_all_leads,"
    "stock.group_stock_user,account.group_account_invoice"
)


class OrderWalkCommon(ChinesePhoneMixin, OrderMembersCommon):
    """T-D buys with 5,000 on its deposit; T-C, T-R and T-M above it earn 5, 3 and 2 %.

    The people of T-D are on a phone, in Chinese; all others at a desk, in English.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        definitions = cls.env["tier.definition"]
        definitions.search([("model", "=", "sale.order")]).active = False
        definitions.create(
            {
                "name": "T-Large",
                "definition_type": "channel",
                "company_id": cls.company.id,
                "review_type": "upline",
                "amount_minimum": 500,
            }
        )
        cls.reason = cls.env["distributor.return.reason"].create({"name": "T-Reason"})
        cls.manager = new_test_user(
            cls.env,
            "t-walk-manager",
            STAFF,
            company_id=cls.company.id,
            company_ids=[cls.company.id],
        )
        cls.wallet = cls.dealer.wallet_ids
        cls.owner, cls.buyer = cls.roles["owner"], cls.roles["buyer"]
        cls.upline = cls.others["upline"]
        cls._speak_chinese(cls.owner, cls.buyer)

    def setUp(self):
        super().setUp()
        self._set_stock(self.tea, 50)

    def _walk(self, name, url, user):
        """Let a user walk a part of the way in a browser of its own."""
        phone = user in (self.owner, self.buyer)
        self.browser_size = "360x780" if phone else "1440x900"
        self.touch_enabled = phone
        self.start_tour(url, f"distributor_walk_{name}", login=user.login, timeout=120)
        self.env.invalidate_all()

    def _get_order(self):
        return self.env["sale.order"].search(
            [
                ("distributor_id", "=", self.dealer.id),
                ("portal_order_key", "!=", False),
            ]
        )

    def _get_earned(self, order):
        entries = self.env["distributor.commission.entry"].search(
            [("sale_line_id", "in", order.order_line.ids)]
        )
        earned = {}
        for entry in entries:
            code = entry.beneficiary_id.code
            earned[code] = round(earned.get(code, 0) + entry.amount, 2)
        return earned

    def _assert_deposit(self, balance, held):
        self.assertEqual((self.wallet.balance, self.wallet.held), (balance, held))
