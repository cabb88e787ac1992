# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor_wallet.tests.common import WalletCommon

from .common import KEY, OrderFactory

# 2026-11-26 is a Thursday; 08:00 in Shanghai is midnight UTC
BEFORE, AFTER = "2026-11-26 07:59:59", "2026-11-26 08:00:00"
FRIDAY, SATURDAY = "2026-11-27 01:00:00", "2026-11-28 01:00:00"


@tagged("post_install", "-at_install")
class TestBackOffice(OrderFactory, WalletCommon):
    """What a salesperson makes keeps to the same rules, or waits for a manager."""

    PREPAID = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_goods()
        cls.company.partner_id.tz = "Asia/Shanghai"
        cls.rule = cls.env["distributor.order.rule"].create(
            {
                "name": "T-All",
                "company_id": cls.company.id,
                "cutoff": 16.0,
                "saturday": False,
                "sunday": False,
            }
        )
        cls.sales, cls.manager = (
            new_test_user(
                cls.env,
                f"t-{name}",
                f"distributor.distributor_group_{name},sales_team.group_sale_salesman"
                "_all_leads",
                company_id=cls.company.id,
                company_ids=[cls.company.id],
            )
            for name in ("user", "manager")
        )

    def _draft(self, *amounts, distributor=None):
        lines = [(self.pot, 2, amount / 2) for amount in amounts]
        order = self._create_order(distributor or self.dealer, lines)
        self.env.flush_all()
        return order

    def _decide(self, order, state="approved", user=None):
        rows = order.exception_ids.with_user(user or self.manager)
        rows._decide(state, "T-Note")

    def _refused(self, order, text):
        with self.assertRaisesRegex(UserError, text), self.cr.savepoint():
            order.with_user(self.sales).action_confirm()

    def _look(self, order):
        order.sudo().action_check_exceptions()
        return order.exception_ids

    # order days

    def test_the_order_day_of_a_confirmation(self):
        for moment, day in ((BEFORE, 26), (AFTER, 27), (SATURDAY, 30)):
            with freeze_time(moment):
                order = self._draft(100)
                self.assertIn("handled", order.order_window)
                order.with_user(self.sales).action_confirm()
            self.assertEqual(order.order_day, date(2026, 11, day))
            self.assertFalse(order.order_window)
            self.assertFalse(order.exception_ids)

    def test_nobody_writes_the_order_day(self):
        order = self._draft(100).with_user(self.manager)
        with self.assertRaisesRegex(AccessError, "Order Day"):
            order.order_day = date(2026, 11, 20)
        with self.assertRaisesRegex(AccessError, "Portal Order Key"):
            order.copy({"portal_order_key": KEY})

    def test_a_plain_write_and_the_past(self):
        with freeze_time(AFTER):
            order = self._draft(100)
            order.write({"state": "sale"})
            old = self._draft(100)
            old.sudo().historic_date = "2024-01-01"
            old.action_confirm()
        self.assertEqual(order.order_day, date(2026, 11, 27))
        self.assertFalse(old.order_day)

    def test_no_rule(self):
        self.rule.active = False
        order = self._draft(100)
        order.action_confirm()
        self.assertFalse(order.order_day or order.exception_ids)

    def test_closed_it_waits_for_a_manager(self):
        self.rule.late_policy = "refuse"
        with freeze_time(SATURDAY):
            order = self._draft(100)
            self.assertEqual(order.exception_ids.kind, "day")
            self.assertIn("Monday, 30 November", order.exception_ids.sentence)
            self._refused(order, "Monday, 30 November")
            with self.assertRaises(AccessError):
                self._decide(order, user=self.sales)
            self._decide(order)
            # another quantity does not matter, another day does
            order.order_line.product_uom_qty = 9
            self.assertEqual(self._look(order).state, "approved")
            order.with_user(self.sales).action_confirm()
        self.assertEqual(order.order_day, date(2026, 11, 30))

    def test_approved_for_one_day_only(self):
        self.rule.late_policy = "refuse"
        with freeze_time(AFTER):
            order = self._draft(100)
            self._decide(order)
        with freeze_time(SATURDAY):
            self._refused(order, "Monday")
            row = self._look(order)
            self.assertEqual((row.state, row.reopened), ("open", True))

    def test_its_day_comes(self):
        self.rule.late_policy = "refuse"
        with freeze_time(AFTER):
            order = self._draft(100)
            self.assertEqual(order.exception_level, "open")
        with freeze_time(FRIDAY):
            self.assertFalse(order.exception_ids._blocks())
            self.env["sale.order"]._cron_follow_order_days()
            self.assertFalse(order.exception_level)
            order.with_user(self.sales).action_confirm()
        self.assertEqual(order.order_day, date(2026, 11, 27))

    def test_sent_in_time_is_in_time(self):
        self.rule.write({"late_policy": "refuse", "min_amount": 500})
        with freeze_time(BEFORE):
            order = self._draft(100)
            order.with_user(self.sales).sudo()._set_order_days(only_open=True)
        with freeze_time(SATURDAY):
            self.assertEqual(self._look(order).kind, "minimum")
            self._decide(order)
            order.with_user(self.sales).action_confirm()
        self.assertEqual(order.order_day, date(2026, 11, 26))

    # the minimum

    def test_below_the_minimum_it_waits_for_a_manager(self):
        self.rule.min_amount = 500
        order = self._draft(400)
        row = order.exception_ids
        self.assertEqual((row.kind, row.minimum_missing), ("minimum", 100))
        self._refused(order, "minimum order is .*500.*add .*100")
        self.assertIn(row.sentence, order._get_waiting_reasons())
        self._decide(order)
        for price, expected in ((210, ("approved", 80)), (180, ("open", 140))):
            order.order_line.price_unit = price
            self.env.flush_all()
            self.assertEqual((row.state, row.minimum_missing), expected)
        order.order_line.price_unit = 250
        self.assertFalse(order.exception_ids)
        order.with_user(self.sales).action_confirm()

    def test_another_buyer_is_another_decision(self):
        self.rule.min_amount = 500
        order = self._draft(400)
        self._decide(order)
        order.partner_id = self.regional.partner_id
        order.distributor_id = self.regional
        self.assertEqual(self._look(order).state, "open")

    def test_policies(self):
        self.rule.min_amount = 500
        order = self._draft(400)
        self.company.exception_policy_minimum = "allow"
        self.assertEqual(self._look(order).state, "noted")
        self.dealer.level_id.sudo().exception_policy_minimum = "refuse"
        self._refused(order, "minimum order(.|\n)*Add to the order")
        self.dealer.level_id.sudo().exception_policy_minimum = False
        order.with_user(self.sales).action_confirm()

    def test_a_rule_that_changes(self):
        order = self._draft(400)
        self.rule.min_amount = 500
        self.assertEqual(order.exception_ids.kind, "minimum")
        self.rule.unlink()
        self.assertFalse(order.exception_ids)

    def test_an_order_of_the_portal_that_is_edited(self):
        self.rule.min_amount = 500
        order = self._draft(600)
        order.sudo().portal_order_key = KEY
        self.assertFalse(order.exception_ids)
        order.order_line.write({"product_uom_qty": 1, "price_unit": 300})
        self.assertEqual(order.exception_ids.minimum_missing, 200)

    def test_parts_count_together(self):
        if "split_from_id" not in self.env["sale.order"]._fields:
            self.skipTest("orders are not split")
        self.rule.write({"min_amount": 500, "late_policy": "refuse"})
        with freeze_time(BEFORE):
            order = self._draft(300, 300)
            order.sudo()._set_order_days()
        with freeze_time(SATURDAY):
            line = order.order_line[0].with_user(self.sales)
            part = order.with_user(self.sales)._split({line: 2})
            last = part._split({part.order_line: 1})
            for one in order | part | last:
                self.assertFalse(self._look(one))
            # in the form of an order it is counted once
            order.order_line.price_unit = 50
            form = order.new(origin=order)
            self.assertEqual(self.rule._get_missing(form.sudo()), 100)
            order.order_line.price_unit = 150
            self.assertEqual(last.order_day, date(2026, 11, 26))
            last._action_cancel()
            self.assertEqual(self._look(order).minimum_missing, 50)
            last.action_draft()
            part.with_user(self.sales).action_confirm()
            self.assertEqual(part.order_day, date(2026, 11, 26))
            (part | last)._action_cancel()
            self.assertEqual(self._look(order).minimum_missing, 200)

    def test_merged_they_are_enough(self):
        if "merged_into_id" not in self.env["sale.order"]._fields:
            self.skipTest("orders are not merged")
        self.rule.min_amount = 500
        orders = self._draft(300) | self._draft(300)
        self.assertEqual(len(orders.exception_ids), 2)
        orders[1].sudo().order_day = date(2026, 11, 20)
        merged = orders.with_user(self.sales)._merge()
        self.assertFalse(self._look(merged))
        merged.with_user(self.sales).action_confirm()
        self.assertEqual(merged.order_day, date(2026, 11, 20))

    def test_holidays_are_looked_for_once(self):
        self.rule.late_policy = "refuse"
        rules, asked = self.registry["distributor.order.rule"], []
        find = rules._find_holidays
        self.patch(
            rules,
            "_find_holidays",
            lambda rule, *args: asked.append(rule) or find(rule, *args),
        )
        with freeze_time(BEFORE):
            orders = self._draft(100) | self._draft(100)
            asked.clear()
            orders.sudo()._set_order_days(only_open=True)
        self.assertEqual(len(asked), 1)
        self.assertTrue(all(orders.mapped("order_day")))

    def test_queries_do_not_grow_with_orders(self):
        self.rule.write({"min_amount": 500, "late_policy": "refuse"})
        with freeze_time(SATURDAY):
            orders = self.env["sale.order"]
            for _number in range(6):
                orders |= self._draft(100)
            counts = []
            for some in (orders[:2], orders, orders[:2], orders):
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                found = some._find_exceptions()
                counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual({len(kinds) for kinds in found.values()}, {2})
        self.assertEqual(counts[2], counts[3])
