# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .common import ApprovalCommon


@tagged("post_install", "-at_install")
class TestDeadline(ApprovalCommon):
    """Silence asks another one at each deadline, and approves nothing."""

    def _late(self, order, hours=25):
        review = self._reviews(order).filtered(lambda r: r.status == "pending")
        review.deadline -= timedelta(hours=hours)
        return review

    def _escalate(self):
        with self.enter_registry_test_mode():
            self.env.ref(
                "distributor_approval.ir_cron_escalate"
            ).method_direct_trigger()
        self.env.invalidate_all()

    def test_the_next_is_asked_once(self):
        self._create_rule("T-Upline", deadline_hours=24, escalation_user_id=self.boss)
        order = self._buy()
        self._submit(order, self.buyer)
        self._escalate()
        self.assertFalse(self._reviews(order).escalated_date)
        review = self._late(order)
        self._escalate()
        self.assertTrue(review.escalated_date)
        self.assertEqual(review.status, "pending")
        self.assertEqual(review.reviewer_ids, self.upline | self.boss)
        self.assertEqual(order.state, "sent")
        self.assertEqual(order.activity_ids.user_id, self.boss)
        log = order.message_ids.filtered(lambda m: "nobody decided" in m.body)
        self.assertEqual(len(log), 1)
        self._escalate()
        self.assertEqual(
            len(order.message_ids.filtered(lambda m: "nobody decided" in m.body)), 1
        )
        self._approve(order, self.boss)
        self.assertEqual(order.state, "sale")

    def test_what_the_distributor_confirmed_is_not_late(self):
        self._create_rule()
        order = self._buy()
        order.action_quotation_sent()
        past = fields.Datetime.now() - timedelta(hours=1)
        order.sudo().write({"confirm_deadline": past, "confirm_remind_date": past})
        cards = self.env["distributor.home"]._get_home_cards()
        [asked] = [card for card in cards if card["key"] == "orders_asked"]
        self.assertIn(order, order.search(asked["domain"]))
        self._submit(order, self.buyer)
        self.assertNotIn(order, order.search(asked["domain"]))
        with self.enter_registry_test_mode():
            cron = self.env.ref("distributor_order.sale_order_cron_confirm")
            cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(order.state, "sent", "the upline decides, and has its time")
        # and the distributor has its own when it is asked again
        self.assertGreater(order.confirm_deadline, fields.Datetime.now())
        self.company.sudo().distributor_confirm_hours = 0
        order.sudo().confirm_deadline = past
        self.env.flush_all()
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertFalse(order.confirm_deadline)

    def test_the_salesperson_of_the_distributor_is_next(self):
        self._create_rule("T-Upline")
        order = self._buy()
        self._submit(order, self.buyer)
        review = self._late(order)
        self._escalate()
        self.assertEqual(review.reviewer_ids, self.upline | self.sales)

    def test_each_deadline_asks_one_more(self):
        self._create_rule("T-Upline", deadline_hours=24, escalation_user_id=self.boss)
        order = self._buy()
        self._submit(order, self.buyer)
        managers = self.env.ref("distributor.distributor_group_manager").all_user_ids
        asked = self.upline
        for more in (self.boss, self.sales, managers):
            review = self._late(order)
            self._escalate()
            asked |= more & review.reviewer_ids
            self.assertEqual(review.reviewer_ids, asked)
            self.assertEqual(review.status, "pending")
        self._late(order)
        self._escalate()
        log = order.message_ids.filtered(lambda m: "nobody decided" in m.body)
        self.assertEqual(len(log), 3)

    def test_who_decides_for_others_is_not_asked_twice(self):
        self._create_rule("T-Boss", self.boss, deadline_hours=24)
        self.boss.sudo().active = False
        order = self._buy()
        self._submit(order, self.buyer)
        for _deadline in range(3):
            review = self._late(order)
            self._escalate()
        managers = self.env.ref("distributor.distributor_group_manager").all_user_ids
        self.assertTrue(review.reviewer_ids & managers)
        log = order.message_ids.filtered(lambda m: "nobody decided" in m.body)
        self.assertEqual(len(log), 1)
        self.assertNotIn("nobody else", log.body)

    def test_working_hours(self):
        calendar = self.env["resource.calendar"].create(
            {"name": "T-Hours", "tz": "UTC", "company_id": self.company.id}
        )  # from 8 to 12 and from 13 to 17, Monday to Friday
        rule = self._create_rule("T-Boss", self.boss, deadline_hours=10)
        friday, monday = (
            fields.Datetime.to_datetime(moment)
            for moment in ("2026-11-27 15:00:00", "2026-11-30 17:00:00")
        )
        with freeze_time(friday):
            self.assertEqual(rule._get_deadline(), friday + timedelta(hours=10))
            rule.sudo().deadline_calendar_id = calendar
            self.assertEqual(rule._get_deadline(), monday)
            calendar.attendance_ids.unlink()
            self.assertEqual(rule._get_deadline(), friday + timedelta(hours=10))

    def test_never(self):
        self._create_rule("T-Upline", deadline_hours=0)
        order = self._buy()
        self._submit(order, self.buyer)
        review = self._late(order, hours=24 * 365)
        self._escalate()
        self.assertFalse(review.escalated_date)

    def test_the_deadline_begins_when_it_is_its_turn(self):
        self._create_rule("T-Upline", sequence=10)
        self._create_rule("T-Boss", self.boss, sequence=20, deadline_hours=2)
        order = self._buy()
        self._submit(order, self.buyer)
        later = self._reviews(order).filtered(lambda r: r.status == "waiting")
        self.assertFalse(later.deadline)
        self._approve(order, self.upline)
        self.assertTrue(later.deadline > fields.Datetime.now() + timedelta(hours=1))

    def test_equal_sequences_are_asked_at_once(self):
        self._create_rule("T-Upline", sequence=10)
        self._create_rule("T-Boss", self.boss, sequence=10)
        order = self._buy()
        self._submit(order, self.buyer)
        self.assertEqual(self._reviews(order).mapped("status"), ["pending"] * 2)
        self._approve(order, self.boss)
        self.assertEqual(order.state, "sent")
        self._approve(order, self.upline)
        self.assertEqual(order.state, "sale")

    def _follow(self):
        with self.enter_registry_test_mode():
            self.env.ref("distributor_approval.ir_cron_follow").method_direct_trigger()
        self.env.invalidate_all()

    def test_a_rule_that_ends_asks_nobody_any_more(self):
        first = self._create_rule("T-Upline", sequence=10)
        self._create_rule("T-Boss", self.boss, sequence=20)
        order = self._buy()
        self._submit(order, self.buyer)
        first.sudo().active = False
        self._follow()
        self.assertEqual(self._reviews(order).mapped("name"), ["T-Boss"])
        self.assertEqual(self._reviews(order).status, "pending")
        self.assertEqual(order.state, "sent")

    def test_an_order_that_no_rule_asks_about_is_confirmed(self):
        rule = self._create_rule("T-Upline")
        order = self._buy()
        self._submit(order, self.buyer)
        rule.sudo().active = False
        self._follow()
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.portal_user_id, self.buyer)

    def test_a_new_member_of_the_upline_is_a_reviewer(self):
        self._create_rule("T-Upline")
        order = self._buy()
        self._submit(order, self.buyer)
        second = self._create_member(self.below, "buyer").user_id
        self._follow()
        self.assertEqual(self._reviews(order).reviewer_ids, self.upline | second)
        self._approve(order, second)
        self.assertEqual(order.state, "sale")
