# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from .common import ApprovalCommon


@tagged("post_install", "-at_install")
class TestException(ApprovalCommon):
    """A rule about an exception is its decision; others stay with the managers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.far = cls._create_place(cls.bottom, city="Suzhou")

    def test_without_a_rule_a_manager_decides_and_the_order_confirms(self):
        order = self._buy(place=self.far)
        self._submit(order, self.buyer)
        self.assertEqual(order.state, "sent")
        self.assertEqual(order.approval_state, "waiting")
        self._decide(order)
        self.assertEqual(order.state, "sale")

    def test_with_a_rule_the_reviewer_decides(self):
        self._create_rule("T-Far", exception_kind="territory")
        order = self._buy(place=self.far)
        self._submit(order, self.buyer)
        self._assert_refused(lambda: self._decide(order), "T-Far", order.name)
        review = self._reviews(order)
        self.assertIn("T-SZ", review.reason)
        self._approve(order, self.upline, "T-Once")
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.exception_ids.state, "approved")
        self.assertEqual(order.exception_ids.user_id, self.upline)
        self.assertEqual(order.exception_ids.note, "T-Once")

    def test_smaller_stays_approved(self):
        self._create_rule("T-Far", self.boss, exception_kind="territory")
        order = self._buy(place=self.far)
        order.with_user(self.sales).action_ask_approval()
        self._approve(order, self.boss)
        self._change(order, 5)
        self.assertEqual(order.approval_state, "approved")
        order.with_user(self.sales).action_confirm()
        self.assertEqual(order.state, "sale")

    def test_elsewhere_is_asked_again(self):
        self._create_rule("T-Far", self.boss, exception_kind="territory")
        order = self._buy(place=self.far)
        order.with_user(self.sales).action_ask_approval()
        self._approve(order, self.boss)
        order.partner_shipping_id = self._create_place(
            self.bottom, city="Suzhou", zip="215000"
        )
        self.env.flush_all()
        self._assert_refused(order.action_confirm, "T-Far")

    def test_one_of_two(self):
        self._create_rule("T-Far", self.boss, exception_kind="territory")
        order = self._buy(place=self.far, product=self.pot)
        kinds = set(order.exception_ids.mapped("kind"))
        self._submit(order, self.buyer)
        self._approve(order, self.boss)
        if kinds == {"territory"}:
            self.assertEqual(order.state, "sale")
        else:
            self.assertEqual(order.state, "sent")

    def test_what_a_policy_refuses_no_approval_changes(self):
        self.company.exception_policy_territory = "refuse"
        self._create_rule("T-Far", self.boss, exception_kind="territory")
        order = self._buy(place=self.far)
        self._assert_refused(lambda: self._submit(order, self.buyer), order.name)
        self.assertFalse(self._reviews(order))

    def test_what_a_manager_refused_is_refused(self):
        order = self._buy(place=self.far)
        self._submit(order, self.buyer)
        self._decide(order, "refused")
        self.assertEqual(order.approval_state, "refused")
        self._assert_refused(lambda: self._submit(order, self.buyer), order.name)

    def _get_methods(self, order, user):
        """Return [methods a user may press], one for each thing the order waits for."""
        items = order.with_user(user)._get_desk_items()
        return [
            {button["method"] for button in item["buttons"]}
            for item in items
            if item["text"] and not item["done"]
        ]

    def test_desk_offers_the_decision_to_managers(self):
        order = self._buy(place=self.far)
        self.assertIn("action_decide", self._get_methods(order, self.boss)[0])
        self.assertNotIn("action_decide", self._get_methods(order, self.sales)[0])
        self._decide(order)
        items = order.with_user(self.sales)._get_desk_items()
        [item] = [one for one in items if one["done"]]
        self.assertTrue(item["who"] and item["note"])

    def test_a_group_is_named_in_the_language_of_the_reader(self):
        group = self.env.ref("distributor.distributor_group_manager")
        self._create_rule(
            "T-Far",
            exception_kind="territory",
            review_type="group",
            reviewer_group_id=group,
        )
        order = self._buy(place=self.far)
        order.with_user(self.sales).action_ask_approval()
        self.env["res.lang"]._activate_lang("zh_CN")
        group.with_context(lang="zh_CN").name = "T-经理"
        told = order.with_context(lang="zh_CN")._get_waiting_reasons()
        self.assertIn("T-经理", " ".join(told))

    def test_desk_offers_a_rule_to_its_reviewer(self):
        self._create_rule("T-Far", self.boss, exception_kind="territory")
        order = self._buy(place=self.far)
        exception, asking = self._get_methods(order, self.sales)
        self.assertEqual(asking, {"action_ask_approval"})
        order.with_user(self.sales).action_ask_approval()
        # the exception is decided with the rule, by its reviewer alone
        exception, review = self._get_methods(order, self.boss)
        self.assertNotIn("action_decide", exception)
        self.assertEqual(review, {"action_decide_approval"})
        self.assertEqual(self._get_methods(order, self.sales)[1], set())
        told = [one["covers"] for one in order._get_desk_items()]
        self.assertLessEqual(set(order._get_waiting_reasons()), set(sum(told, [])))
