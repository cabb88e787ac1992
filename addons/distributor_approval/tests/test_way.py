# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import ApprovalCommon


@tagged("post_install", "-at_install")
class TestWay(ApprovalCommon):
    """From submitting an order to its confirmation, by those who decide."""

    def _assert_turn(self, order, state, turn):
        self.env.flush_all()
        found = (order.channel_state, order.channel_turn)
        self.assertEqual(found, (state, turn))
        [label] = [
            step["label"]
            for step in order._get_channel_steps()
            if step["step"] in ("waiting", "confirmed")
        ][:1]
        name = {
            "upline": self.below.name,
            "brand": self.company.name,
            "distributor": self.bottom.name,
        }.get(turn)
        self.assertEqual(label, f"Waiting for {name}" if name else "Confirmed")

    def test_no_rule_confirms_at_once(self):
        order = self._buy()
        self._submit(order, self.buyer)
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.portal_user_id, self.buyer)

    def test_the_last_approval_confirms(self):
        self._create_rule("T-Finance", self.finance, sequence=30)
        self._create_rule("T-Upline", sequence=10)
        group = self.env.ref("distributor.distributor_group_manager")
        self._create_rule(
            "T-Sales", review_type="salesperson", sequence=20, amount_minimum=500
        )
        self._create_rule(
            "T-Never", review_type="group", reviewer_group_id=group, amount_minimum=5000
        )
        order = self._buy()
        self._submit(order, self.buyer)
        self.assertEqual(order.state, "sent")
        self.assertEqual(order.approval_state, "waiting")
        self.assertFalse(order._waits_for_distributor())
        for name, user, turn in (
            ("T-Upline", self.upline, "upline"),
            ("T-Sales", self.sales, "brand"),
            ("T-Finance", self.finance, "brand"),
        ):
            self._assert_turn(order, "waiting", turn)
            pending = self._reviews(order).filtered(lambda r: r.status == "pending")
            self.assertEqual(pending.name, name)
            self.assertIn(user, pending.reviewer_ids)
            self.assertEqual(order.state, "sent")
            self._approve(order, user, "T-Fine")
        self.assertEqual(order.state, "sale")
        self._assert_turn(order, "confirmed", False)
        self.assertEqual(order.portal_user_id, self.buyer)
        self.assertEqual(self._reviews(order).mapped("status"), ["approved"] * 3)
        self.assertEqual(order.write_uid, self.buyer)

    def test_submitting_twice_asks_once(self):
        self._create_rule()
        order = self._buy()
        self._submit(order, self.buyer)
        reviews = self._reviews(order)
        self._submit(order, self.buyer)
        self.assertEqual(self._reviews(order), reviews)
        self._approve(order, self.upline)
        self._submit(order, self.buyer)
        self.assertEqual(order.state, "sale")

    def test_refusal_change_and_again(self):
        self._create_rule("T-Finance", self.finance, sequence=30, amount_minimum=1)
        self._create_rule("T-Upline", sequence=10)
        order = self._buy()
        self._submit(order, self.buyer)
        with self.assertRaises(UserError), self.cr.savepoint():
            self._refuse(order, self.upline, "  ")
        self._refuse(order, self.upline, "T-Too much")
        self.assertEqual(order.approval_state, "refused")
        self._assert_turn(order, "waiting", "distributor")
        self.assertEqual(self._reviews(order).mapped("status"), ["rejected"])
        told = order.message_ids.filtered(lambda m: "T-Too much" in m.body)
        self.assertIn(self.buyer.partner_id, told.partner_ids)
        self._assert_refused(order.action_confirm, order.name, "T-Too much")
        self._change(order, 5, self.buyer)
        self.assertEqual(order.approval_state, "refused")
        self._submit(order, self.buyer)
        self.assertEqual(order.approval_state, "waiting")
        self._assert_turn(order, "waiting", "upline")
        self.assertEqual(len(order.approval_review_ids), 4)
        self._approve(order, self.upline)
        self._approve(order, self.finance)
        self.assertEqual(order.state, "sale")

    def test_a_refused_order_made_small_needs_nobody(self):
        self._create_rule(amount_minimum=1000)
        order = self._buy()
        self._submit(order, self.buyer)
        self._refuse(order, self.upline)
        self._change(order, 1, self.buyer)
        self.assertEqual(order.approval_state, "none")
        self._submit(order, self.buyer)
        self.assertEqual(order.state, "sale")

    def test_sales_asks_and_the_distributor_accepts(self):
        self._create_rule()
        order = self._buy()
        order.with_user(self.sales).action_ask_approval()
        self.assertEqual(order.state, "draft")
        self._approve(order, self.upline)
        self.assertEqual(order.state, "draft")
        self.assertEqual(order.approval_state, "approved")
        order.with_user(self.sales).action_confirm()
        self.assertEqual(order.state, "sale")

    def test_nothing_to_ask(self):
        order = self._buy()
        self._assert_refused(order.action_ask_approval, order.name)

    def test_the_order_says_what_failed_after_the_approval(self):
        self._create_rule()
        order = self._buy()
        self._submit(order, self.buyer)
        member = self.bottom._get_member(self.buyer).sudo()
        self._create_member(self.bottom, "owner", self._create_login("t-second"))
        member.write({"role": "buyer", "limit_order": 10})
        self._approve(order, self.upline)
        self.assertEqual(order.state, "sent")
        self.assertEqual(order.approval_state, "approved")
        self.assertIn("10", order.approval_error)
        member.limit_order = 0
        self._submit(order, self.buyer)
        self.assertEqual(order.state, "sale")

    def test_who_lost_its_right_meanwhile_confirms_nothing(self):
        self._create_rule()
        order = self._buy()
        self._submit(order, self.buyer)
        self._create_member(self.bottom, "owner", self._create_login("t-second"))
        self.bottom._get_member(self.buyer).sudo().role = "viewer"
        self._approve(order, self.upline)
        self.assertEqual(order.state, "sent")
        self.assertIn(self.buyer.name, order.approval_error)

    def test_beyond_the_limit_the_owner_is_asked_first(self):
        self._create_rule()
        second = self._create_login("t-small", self.bottom)
        self._create_member(self.bottom, "buyer", second, limit_order=10)
        order = self._buy()
        self._submit(order, second)
        self.assertEqual(order.portal_asked_by, second)
        self.assertFalse(self._reviews(order))
        self._submit(order, self.buyer)
        self.assertEqual(order.approval_user_id, self.buyer)

    def test_who_decides(self):
        self._create_rule()
        order = self._buy()
        self._submit(order, self.buyer)
        sibling = self._create_distributor("T-S2", "dealer", self.below)
        viewer = self._create_login("t-viewer", self.below)
        self._create_member(self.below, "viewer", viewer)
        others = {
            "buyer": self.buyer,
            "upline of the upline": self.top,
            "sibling": self._create_member(sibling, "owner").user_id,
            "viewer of the upline": viewer,
            "sales": self.sales,
            "manager": self.boss,
            "public": self.env.ref("base.public_user"),
        }
        review = self._reviews(order)
        for name, user in others.items():
            with self.subTest(name), self.assertRaises(AccessError):
                review.with_user(user)._decide("approved", "x")
        self._approve(order, self.upline)
        self.assertEqual(order.state, "sale")

    def test_an_upline_that_is_not_active_is_not_asked(self):
        self._create_rule()
        self.below.sudo().state = "suspended"
        order = self._buy()
        self._submit(order, self.buyer)
        self.assertEqual(self._reviews(order).reviewer_ids, self.sales)
        self._approve(order, self.sales)
        self.assertEqual(order.state, "sale")

    def test_a_move_asks_the_new_upline(self):
        self._create_rule()
        order = self._buy()
        self._submit(order, self.buyer)
        self.bottom.sudo().parent_id = self.stranger
        review = self._reviews(order)
        self.env.flush_all()
        self.assertEqual(review.approver_id, self.stranger)
        with self.assertRaises(AccessError):
            review.with_user(self.upline)._decide("approved", "x")
        self._approve(order, self.top)
        self.assertEqual(order.state, "sale")

    def test_nobody_decides_on_its_own_order(self):
        self._create_rule("T-Sales", review_type="salesperson")
        order = self._buy().with_user(self.sales)
        order = self._create_order(
            self.bottom,
            [(self.longjing, 1, 100)],
            partner_shipping_id=self.bottom_home.id,
            user_id=self.sales.id,
        )
        order.sudo().write({"approval_user_id": self.sales.id})
        order.with_user(self.sales).action_ask_approval()
        review = self._reviews(order)
        self.assertNotIn(self.sales, review.reviewer_ids)
        self.assertIn(self.boss, review.reviewer_ids)
        with self.assertRaises(AccessError):
            review.with_user(self.sales)._decide("approved", "x")
        self.company.sudo().approval_own_orders = True
        review.with_user(self.sales)._decide("approved", "x")
        self.assertEqual(order.approval_state, "approved")

    def test_who_made_the_order_does_not_decide(self):
        self._create_rule("T-Sales", self.sales)
        order = self._create_order(self.bottom).with_user(self.sales)
        order = (
            self.env["sale.order"]
            .with_user(self.sales)
            .create({"partner_id": self.bottom.partner_id.id})
        )
        order.write({"order_line": [(0, 0, {"product_id": self.longjing.id})]})
        self._submit(order, self.buyer)
        self.assertNotIn(self.sales, self._reviews(order).reviewer_ids)

    def test_who_works_for_both_decides_on_neither(self):
        self._create_rule()
        self._create_member(self.bottom, "viewer", self.upline)
        order = self._buy()
        self._submit(order, self.buyer)
        self.assertEqual(self._reviews(order).reviewer_ids, self.sales)

    def test_what_changed_since_it_was_opened(self):
        self._create_rule()
        order = self._buy()
        self._submit(order, self.buyer)
        seen = order.sudo()._get_approval_facts().get_fingerprint()
        self._change(order, 500)
        review = self._get_reviews_of(order, self.upline)
        self._assert_refused(
            lambda: review._decide("approved", "", seen), order.name, "changed"
        )

    def test_cancelling_asks_nobody_any_more(self):
        self._create_rule()
        order = self._buy()
        self._submit(order, self.buyer)
        review = self._reviews(order)
        order.with_user(self.sales)._action_cancel()
        self.assertFalse(self._reviews(order))
        self.assertFalse(review.active)
        order.with_user(self.sales).action_draft()
        self.assertEqual(order.approval_state, "needed")

    def test_reviewers_are_told(self):
        self._create_rule("T-Upline", sequence=10)
        self._create_rule("T-Finance", self.finance, sequence=20)
        self.upline.lang = "en_US"
        order = self._buy()
        self._submit(order, self.buyer)
        messages = self.env["mail.message"].search(
            [
                ("model", "=", "distributor.distributor"),
                ("res_id", "=", self.below.id),
                ("notified_partner_ids", "in", self.upline.partner_id.ids),
            ]
        )
        self.assertIn(order.name, messages.body)
        self.assertFalse(order.activity_ids)
        self._approve(order, self.upline)
        self.assertEqual(order.activity_ids.user_id, self.finance)
        self._approve(order, self.finance)
        self.assertFalse(order.activity_ids)
        self.assertNotIn(self.upline.partner_id, order.message_follower_ids.partner_id)
