# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.distributor_order.tests.common import OrderCommon


@tagged("post_install", "-at_install")
class TestMerge(OrderCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tea = cls._create_goods("T-Tea")
        cls.one = cls._create_order(cls.dealer, [(cls.goods, 3, 33.33)])
        cls.two = cls._create_order(
            cls.dealer, [(cls.goods, 2, 33.33), (cls.tea, 1, 7.77)]
        )
        cls.three = cls._create_order(cls.dealer, [(cls.goods, 1, 30)])
        cls.all = cls.one | cls.two | cls.three

    def _get_lines(self, order):
        return sorted(
            (line.product_id.name, line.product_uom_qty, line.price_unit)
            for line in order.order_line
        )

    def test_merge_and_undo(self):
        before = {order: self._get_lines(order) for order in self.all}
        total = sum(self.all.mapped("amount_total"))
        action = self.all.action_merge()
        self.assertEqual(action["res_id"], self.one.id)
        self.assertEqual(
            self._get_lines(self.one),
            [("T-Goods", 1, 30), ("T-Goods", 5, 33.33), ("T-Tea", 1, 7.77)],
        )
        self.assertAlmostEqual(self.one.amount_total, total, 2)
        others = self.two | self.three
        self.assertEqual(set(others.mapped("state")), {"cancel"})
        self.assertIn(self.one.name, others[0].message_ids[0].body)
        for order in self.all:
            self.assertIn(order.name, self.one.origin)
        self.one.action_unmerge()
        self.assertEqual(set(self.all.mapped("state")), {"draft"})
        self.assertEqual({o: self._get_lines(o) for o in self.all}, before)
        with self.assertRaisesRegex(UserError, "No order was merged"):
            self.one.action_unmerge()

    def test_deposit_follows_exactly(self):
        total = round(sum(self.all.mapped("amount_total")), 2)
        self.all._merge().action_confirm()
        self._assert_wallet(1000, total)

    def test_undo_needs_what_was_merged(self):
        merged = self.all._merge()
        line = merged.order_line.filtered(lambda line: line.product_id == self.tea)
        line.unlink()
        with self.assertRaisesRegex(UserError, "T-Tea"):
            merged._unmerge()
        self.assertEqual(self.two.state, "cancel")

    def test_what_does_not_fit(self):
        other = self._create_order(self.country, [(self.goods, 1, 1)])
        with self.assertRaisesRegex(UserError, "distributor"):
            (self.one | other)._merge()
        address = self.env["res.partner"].create(
            {"name": "T-Shop", "parent_id": self.dealer.partner_id.id}
        )
        self.two.partner_shipping_id = address
        with self.assertRaisesRegex(UserError, "delivery address"):
            (self.one | self.two)._merge()
        self.three.action_confirm()
        with self.assertRaisesRegex(UserError, "no quotation"):
            (self.one | self.three)._merge()
        with self.assertRaisesRegex(UserError, "two"):
            self.one._merge()

    def test_sent_again_when_one_was_no_offer_yet(self):
        self.one.action_quotation_sent()
        self.assertEqual((self.one | self.two)._merge().state, "draft")

    def test_undone_they_are_sent_again(self):
        """What its distributor had ordered is not taken back into a draft."""
        (self.one | self.two).action_quotation_sent()
        merged = (self.one | self.two)._merge()
        merged._unmerge()
        self.assertEqual(set((self.one | self.two).mapped("state")), {"sent"})

    def test_parts_are_measured_together_wherever_they_go(self):
        part = self.two._split({self.two.order_line[:1]: 1})
        (self.one | part)._merge()
        whole = self.one | self.two
        for order in whole:
            self.assertEqual(order._get_whole(), order | whole)
        self.one._unmerge()
        self.assertEqual(self.one._get_whole(), self.one)
        self.assertEqual(part._get_whole(), part | self.two)

    def test_parts_of_two_orders_become_one(self):
        first = self.one._split({self.one.order_line: 1})
        second = self.two._split({self.two.order_line[:1]: 1})
        (first | second)._merge()
        whole = self.one | self.two | first
        for order in whole:
            self.assertEqual(order._get_whole(), order | whole)

    def test_what_can_be_merged(self):
        found = self.env["sale.order"].search(self.one._get_mergeable_domain())
        self.assertEqual(found, self.two | self.three)
        (self.one | found)._check_mergeable()
        names = self.one._get_common_fields()
        self.two.payment_term_id = self.env["account.payment.term"].create(
            {"name": "T"}
        )
        self.three.action_confirm()
        found = self.env["sale.order"].search(self.one._get_mergeable_domain())
        self.assertFalse(found)
        with self.assertRaisesRegex(UserError, names["payment_term_id"]):
            (self.one | self.two)._check_mergeable()
