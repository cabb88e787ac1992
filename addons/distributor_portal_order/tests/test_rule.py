# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date, datetime, timedelta

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import KEY, ORDER, OrderCommon

# 2026-11-26 is a Thursday; 08:00 in Shanghai is midnight UTC
BEFORE, AFTER = "2026-11-26 07:59:59", "2026-11-26 08:00:00"


@tagged("post_install", "-at_install")
class TestRule(OrderCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
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

    def test_the_level_comes_before_all(self):
        rules = self.env["distributor.order.rule"]
        self.assertEqual(rules._get_for(self.dealer), self.rule)
        own = self.rule.copy({"level_ids": [Command.set(self.dealer.level_id.ids)]})
        other = self.rule.copy({"level_ids": [Command.set(self.master.level_id.ids)]})
        own.sequence, other.sequence = 90, 1
        self.assertEqual(rules._get_for(self.dealer), own)
        self.assertEqual(rules._get_for(self.country), self.rule)
        self.rule.company_id = self.env["res.company"].create({"name": "T-Other"})
        self.assertFalse(rules._get_for(self.country))

    def test_cutoff_in_the_timezone_of_the_company(self):
        for moment, day in (
            (BEFORE, date(2026, 11, 26)),
            (AFTER, date(2026, 11, 27)),
            ("2026-11-26 16:00:00", date(2026, 11, 27)),  # midnight in Shanghai
            ("2026-11-27 08:00:00", date(2026, 11, 30)),  # Friday, after: Monday
            ("2026-11-28 01:00:00", date(2026, 11, 30)),  # Saturday
        ):
            found = self.rule._get_order_day(datetime.fromisoformat(moment))
            self.assertEqual(found, day, moment)

    def test_told_and_kept(self):
        for moment, words, day in (
            (BEFORE, "Ordered before 16:00, it is handled today.", 26),
            (AFTER, "past 16:00: the order is handled on Friday, 27 November", 27),
        ):
            key = f"{KEY}-{day}"
            with freeze_time(moment):
                page = self._open(
                    f"{ORDER}/check?lines={self._lines((self.tea, 6))}&key={key}"
                )
                self.assertIn(words, self._text(page, "p[name=window]"))
                self._submit((self.tea, 6), key=key)
            self.assertEqual(self._get_orders(key=key).order_day, date(2026, 11, day))

    def test_refused_until_the_next_day(self):
        self.rule.late_policy = "refuse"
        with freeze_time(AFTER):
            answer = self._submit((self.tea, 6))
            self.assertIn("The next order day is Friday, 27 November", answer.text)
            self.assertFalse(self._get_orders())
        with freeze_time(BEFORE):
            self._submit((self.tea, 6))
        self.assertEqual(self._get_orders().state, "sale")

    def test_minimum_amount(self):
        self.rule.write({"min_amount": 500, "cutoff": 0})
        answer = self._submit((self.tea, 6))
        self.assertIn("The minimum order is", answer.text)
        self.assertIn("20.00", answer.text)
        self.assertFalse(self._get_orders())
        self._submit((self.tea, 6), (self.cup, 3))
        self.assertTrue(self._get_orders())

    def test_who_changed_it(self):
        rule = self.env["distributor.order.rule"].create({"name": "T-Logged"})
        self.env.cr.flush()
        rule.with_context(tracking_disable=False, mail_notrack=False).write(
            {"min_amount": 500, "monday": False}
        )
        self.env.flush_all()
        self.env.cr.flush()  # writes what was tracked
        names = rule.message_ids.tracking_value_ids.field_id.mapped("name")
        self.assertEqual(set(names), {"min_amount", "monday"})

    def test_a_rule_has_a_day(self):
        days = ["monday", "tuesday", "wednesday", "thursday", "friday"]
        with self.assertRaisesRegex(ValidationError, "T-All"):
            self.rule.write(dict.fromkeys(days, False))

    def _close(self, name, first, last, **values):
        """Take time off from one local day and hour to another."""
        return self.env["resource.calendar.leaves"].create(
            {
                "name": name,
                "calendar_id": self.rule.calendar_id.id,
                "date_from": datetime.fromisoformat(first) - timedelta(hours=8),
                "date_to": datetime.fromisoformat(last) - timedelta(hours=8),
                **values,
            }
        )

    def _set_calendar(self):
        self.rule.calendar_id = self.env["resource.calendar"].create(
            {"name": "T-Hours", "company_id": self.company.id, "tz": "Asia/Shanghai"}
        )

    def test_holidays_are_no_order_days(self):
        self._set_calendar()
        self._close("T-Festival", "2026-11-27 00:00:00", "2026-12-01 23:59:59")
        for moment, day in (
            (BEFORE, date(2026, 11, 26)),
            (AFTER, date(2026, 12, 2)),
            ("2026-11-28 01:00:00", date(2026, 12, 2)),
            ("2026-11-30 00:00:00", date(2026, 12, 2)),
            ("2026-12-01 16:00:00", date(2026, 12, 2)),
        ):
            found = self.rule._get_order_day(datetime.fromisoformat(moment))
            self.assertEqual(found, day, moment)
        self.rule.calendar_id = False
        found = self.rule._get_order_day(datetime.fromisoformat(AFTER))
        self.assertEqual(found, date(2026, 11, 27))

    def test_what_is_no_holiday(self):
        self._set_calendar()
        other = self.rule.calendar_id.copy()
        person = (
            self.env["resource.resource"]
            .sudo()
            .create({"name": "T-Person", "calendar_id": self.rule.calendar_id.id})
        )
        day = ("2026-11-27 00:00:00", "2026-11-27 23:59:59")
        self._close("T-Own", *day, resource_id=person.id)
        self._close("T-Other", *day, calendar_id=other.id)
        self._close("T-Training", *day, time_type="other")
        self._close("T-Evening", "2026-11-27 13:00:00", day[1])
        after = datetime.fromisoformat(AFTER)
        self.assertEqual(self.rule._get_order_day(after), date(2026, 11, 27))
        self._close("T-Everybody", *day, calendar_id=False)
        self.assertEqual(self.rule._get_order_day(after), date(2026, 11, 30))

    def test_a_year_off(self):
        self._set_calendar()
        self._close("T-Ever", "2026-01-01 00:00:00", "2029-01-01 00:00:00")
        after = datetime.fromisoformat(AFTER)
        self.assertEqual(self.rule._get_order_day(after), date(2026, 11, 27))

    def test_the_holiday_is_told(self):
        self._set_calendar()
        self._close("T-Festival", "2026-11-27 00:00:00", "2026-11-27 23:59:59")
        after, friday = (
            datetime.fromisoformat(moment) for moment in (AFTER, "2026-11-27 01:00:00")
        )
        self.assertEqual(
            self.rule._tell(after),
            "It is past 16:00: the order is handled on Monday, 30 November. No order"
            " day in between: T-Festival.",
        )
        self.assertEqual(
            self.rule._tell(friday),
            "Today is no order day: it is handled on Monday, 30 November. No order day"
            " in between: T-Festival.",
        )
        self.rule.late_policy = "refuse"
        with freeze_time(friday):
            page = self._open(f"{ORDER}/check?lines={self._lines((self.tea, 6))}")
        self.assertIn("T-Festival", self._text(page, "div[name=blockers]"))
