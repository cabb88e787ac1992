# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from .common import ApprovalCommon


@tagged("post_install", "-at_install")
class TestAgain(ApprovalCommon):
    """A change asks again for what it affects, and for nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.money = cls._create_rule(
            "T-Money", cls.boss, amount_minimum=100, sequence=10
        )
        cls.place = cls._create_rule(
            "T-Place", cls.finance, territory_ids=cls.china, sequence=20
        )
        cls.goods = cls._create_rule(
            "T-Goods", cls.manager, product_ids=cls.longjing, sequence=30
        )
        cls.other_home = cls._create_place(
            cls.bottom, state_id=cls.sh_state.id, city="Shanghai", zip="200200"
        )

    def _approved_order(self):
        """Make an order that everybody approved and nobody confirmed."""
        order = self._buy(quantity=10, price=100)
        order.with_user(self.sales).action_ask_approval()
        for user in (self.boss, self.finance, self.manager):
            self._approve(order, user)
        self.assertEqual(order.approval_state, "approved")
        return order

    def _asked(self, order):
        reviews = self._reviews(order).filtered(lambda r: r.status != "approved")
        return sorted(reviews.mapped("name"))

    def test_matrix(self):
        pot = [(0, 0, {"product_id": self.pot.id, "price_unit": 0})]
        table = [
            ("fewer", lambda o: self._change(o, 9), []),
            ("cheaper", lambda o: o.order_line.write({"price_unit": 90}), []),
            (
                "dearer",
                lambda o: o.order_line.write({"price_unit": 110}),
                ["T-Money"],
            ),
            ("more", lambda o: self._change(o, 11), ["T-Goods", "T-Money"]),
            (
                "more and cheaper",
                lambda o: o.order_line.write({"product_uom_qty": 11, "price_unit": 50}),
                ["T-Goods"],
            ),
            (
                "moved",
                lambda o: o.write({"partner_shipping_id": self.other_home.id}),
                ["T-Place"],
            ),
            ("a gift", lambda o: o.write({"order_line": pot}), []),
            ("a note", lambda o: o.write({"client_order_ref": "T-Ref"}), []),
            (
                "moved and dearer",
                lambda o: o.write(
                    {
                        "partner_shipping_id": self.other_home.id,
                        "order_line": [
                            (1, o.order_line.id, {"price_unit": 110}),
                        ],
                    }
                ),
                ["T-Money", "T-Place"],
            ),
        ]
        for name, change, expected in table:
            with self.subTest(name):
                order = self._approved_order()
                change(order.with_user(self.sales))
                self.env.flush_all()
                self.assertEqual(self._asked(order), expected)
                if expected:
                    self._assert_refused(order.action_confirm, *expected)
                    self.assertEqual(order.approval_state, "waiting")
                    texts = " ".join(order.message_ids.mapped("body"))
                    self.assertIn("asked again", texts)

    def test_what_is_confirmed_is_what_was_approved(self):
        order = self._approved_order()
        self._change(order, 9)
        order.with_user(self.sales).action_confirm()
        self.assertEqual(order.state, "sale")

    def test_back_to_what_was_approved(self):
        order = self._approved_order()
        self._change(order, 11)
        self._change(order, 10)
        self.assertEqual(order.approval_state, "waiting")

    def test_a_change_while_it_waits(self):
        self.place.sudo().active = False
        self.goods.sudo().active = False
        more = self._create_rule("T-More", self.finance, amount_minimum=5000)
        order = self._buy()
        self._submit(order, self.buyer)
        self.assertEqual(self._asked(order), ["T-Money"])
        self._change(order, 60)
        self.assertEqual(self._asked(order), ["T-Money", "T-More"])
        self._change(order, 10)
        self.assertEqual(self._asked(order), ["T-Money"])
        self._approve(order, self.boss)
        self.assertEqual(order.state, "sale")
        self.assertFalse(more.id in self._reviews(order).definition_id.ids)

    def test_an_address_that_is_edited_in_place(self):
        order = self._approved_order()
        self.bottom_home.city = "Suzhou"
        self.env.flush_all()
        names = [rule.id for rule in order.sudo()._get_missing_rules()]
        self.assertIn(self.place.id, names)
