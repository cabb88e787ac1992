# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date, timedelta

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import CommissionCommon

JANUARY, FEBRUARY, MARCH, APRIL = (date(2026, month, 1) for month in (1, 2, 3, 4))


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 04:00:00")
class TestSettlementSchedule(CommissionCommon):
    def _run(self, now):
        """Run the job at a time in UTC; return the months settled for the company."""
        cron = self.env.ref(
            "distributor_commission.distributor_commission_settlement_cron"
        )
        with freeze_time(now), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        found = self.settlements.search([("company_id", "=", self.company.id)])
        return sorted(found.mapped("date_start"))

    def test_working_day(self):
        pay = self.settlements._get_settle_date
        # 15 February 2026 is a Sunday, 15 March as well, 15 April a Wednesday
        self.assertEqual(pay(self.plan, JANUARY), date(2026, 2, 16))
        self.assertEqual(pay(self.plan, date(2026, 2, 28)), date(2026, 3, 16))
        self.assertEqual(pay(self.plan, MARCH), date(2026, 4, 15))
        calendar = self.company.resource_calendar_id
        self.env["resource.calendar.leaves"].create(
            {
                "name": "T-Spring Festival",
                "calendar_id": calendar.id,
                "company_id": self.company.id,
                "date_from": "2026-02-15 00:00:00",
                "date_to": "2026-02-24 23:59:59",
            }
        )
        self.assertEqual(pay(self.plan, JANUARY), date(2026, 2, 25))
        self.plan.pay_day = 1
        self.assertEqual(pay(self.plan, MARCH), APRIL)
        self.plan.pay_day = 28
        self.assertEqual(pay(self.plan, JANUARY), date(2026, 3, 2))

    def test_working_days_change(self):
        pay = self.settlements._get_settle_date
        calendar = self.company.resource_calendar_id
        wednesday = date(2026, 4, 15)
        self.assertEqual(pay(self.plan, MARCH), wednesday)
        leave = self.env["resource.calendar.leaves"].create(
            {
                "name": "T-Outing",
                "calendar_id": calendar.id,
                "date_from": "2026-04-14 00:00:00",
                "date_to": "2026-04-16 23:59:59",
            }
        )
        friday = date(2026, 4, 17)
        self.assertEqual(pay(self.plan, MARCH), friday)
        leave.date_from = "2026-04-16 00:00:00"
        self.assertEqual(pay(self.plan, MARCH), wednesday)
        leave.date_from = "2026-04-14 00:00:00"
        self.assertEqual(pay(self.plan, MARCH), friday)
        leave.unlink()
        self.assertEqual(pay(self.plan, MARCH), wednesday)
        attendances = calendar.attendance_ids
        attendances.filtered(lambda one: one.dayofweek == "2").unlink()
        self.assertEqual(pay(self.plan, MARCH), date(2026, 4, 16))

    def test_holiday_of_another_company(self):
        other = self.env["res.company"].create({"name": "T-Other"})
        leaves = self.env["resource.calendar.leaves"].with_company(other)
        leaves.create(
            {
                "name": "T-Theirs",
                "calendar_id": False,
                "date_from": "2026-04-13 00:00:00",
                "date_to": "2026-04-20 00:00:00",
            }
        )
        self.assertEqual(
            self.settlements._get_settle_date(self.plan, MARCH), date(2026, 4, 15)
        )

    def test_on_the_pay_day(self):
        self._sell((self.product, 10, 100))
        self.assertEqual(self._run("2026-03-15 12:00:00"), [])
        self.assertEqual(self._run("2026-03-16 12:00:00"), [FEBRUARY] * 3)
        self.assertEqual(self._run("2026-03-16 13:00:00"), [FEBRUARY] * 3)

    def test_where_the_company_is(self):
        self._sell((self.product, 10, 100))
        partner = self.company.partner_id
        # 16 March 00:30 in Shanghai is 15 March 12:30 in New York
        partner.tz = "America/New_York"
        self.assertEqual(self._run("2026-03-15 16:30:00"), [])
        partner.tz = "Asia/Shanghai"
        self.assertEqual(self._run("2026-03-15 16:30:00"), [FEBRUARY] * 3)

    def test_month_end_on_a_day_of_summer_time(self):
        """Clocks go forward on 31 March 2024, and back on 1 November 2026."""
        partner = self.company.partner_id
        ends = {
            "Europe/Berlin": (date(2024, 3, 31), "2024-03-31 21:59:59"),
            "America/New_York": (date(2026, 10, 31), "2026-11-01 03:59:59"),
            "America/Havana": (date(2026, 10, 31), "2026-11-01 03:59:59"),
        }
        for zone, (last, moment) in ends.items():
            with self.subTest(zone), self.cr.savepoint() as savepoint:
                partner.tz = zone
                self._sell((self.product, 10, 100), day=last)
                with (
                    freeze_time(moment),
                    self.assertRaisesRegex(UserError, "not over"),
                ):
                    self._settle(last)
                with freeze_time(moment) as frozen:
                    # a second later, and in the hour that comes twice
                    for seconds in (1, 3600, 3600):
                        frozen.tick(seconds)
                        today = self.company._get_commission_today()
                        self.assertEqual(today, last + timedelta(days=1))
                    self.assertEqual(len(self._settle(last)), 3)
                savepoint.rollback()

    def test_late_goes_into_the_next(self):
        """A settled month is not opened again, not even for somebody new in it."""
        self._sell((self.product, 10, 100))
        self._run("2026-03-16 12:00:00")
        upper = self._create_distributor("T-X", "country", self.regional)
        dealer = self._create_distributor("T-Y", "dealer", upper)
        self._top_up(
            1000,
            self.env["distributor.wallet"]._get_or_create(
                dealer, self.company.currency_id
            ),
        )
        self._sell((self.product, 1, 100), day=date(2026, 1, 20), distributor=dealer)
        self._run("2026-04-14 12:00:00")
        mine = self.settlements.search([("beneficiary_id", "=", upper.id)])
        self.assertFalse(mine)
        self._run("2026-04-15 12:00:00")
        mine = self.settlements.search([("beneficiary_id", "=", upper.id)])
        self.assertEqual((mine.date_start, mine.amount_total), (MARCH, 5.0))

    def test_first_run_settles_older_months_oldest_first(self):
        self._sell((self.product, 10, 100), day=date(2026, 1, 20))
        self._sell((self.product, 10, 100))
        self.assertEqual(
            self._run("2026-04-20 12:00:00"), [JANUARY] * 3 + [FEBRUARY] * 3
        )
