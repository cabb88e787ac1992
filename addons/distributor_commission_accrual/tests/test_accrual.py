# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import AccrualCommon


@tagged("post_install", "-at_install")
class TestAccrual(AccrualCommon):
    def test_month_end(self):
        self._earn(date(2026, 1, 10), C=100, R=50)
        self._earn(date(2026, 1, 31), C=20)
        self._earn(date(2026, 2, 1), C=7)
        entry = self._accrue()
        self.assertEqual(entry.date, date(2026, 1, 31))
        self.assertEqual(entry.state, "posted")
        self.assertEqual(entry.commission_accrual_id.month, date(2026, 1, 1))
        self.assertEqual(entry.commission_accrual_id.amount, 170)
        self.assertIn("January 2026", entry.ref)
        self.assertIn(self.plan.name, entry.ref)
        self._assert_books({1: 170}, {1: 170, 2: 0})
        account = self._get_account()
        self.assertEqual(self._get_by_partner(account), {"T-C": 120, "T-R": 50})
        self.assertEqual(self.plan.accrued_until, date(2026, 1, 31))

    def test_twice(self):
        self._earn(date(2026, 1, 10), C=100)
        self.assertTrue(self._accrue())
        self.assertFalse(self._accrue())
        self._assert_books({1: 100}, {1: 100})

    def test_sales(self):
        """Commission of a sale, and what its credit note takes back a month later."""
        invoice = self._sell((self.product, 1, 1000), day=date(2026, 1, 20))
        self._refund(invoice, date(2026, 2, 10))
        self._accrue("2026-03-01")
        self._assert_books({1: 100, 2: 0}, {1: 100, 2: -100})

    def test_first_month_holds_what_was_open(self):
        self._earn(date(2025, 11, 10), C=100)
        self._earn(date(2026, 1, 10), C=1)
        self._accrue()
        self._assert_books({1: 101}, {1: 101})

    def test_several_months_at_once(self):
        self._earn(date(2026, 1, 10), C=100)
        self._earn(date(2026, 3, 10), C=-30, R=4)
        self.assertEqual(len(self._accrue("2026-05-02")), 2)
        self._assert_books({1: 100, 2: 100, 3: 74, 4: 74}, {1: 100, 2: 0, 3: -26})

    def test_late_entry_is_booked_in_its_month(self):
        self._earn(date(2026, 1, 10), C=100)
        self._accrue("2026-03-01")
        self._earn(date(2026, 1, 30), C=5)
        entry = self._accrue("2026-03-02")
        self.assertEqual(entry.date, date(2026, 1, 31))
        self._assert_books({1: 105, 2: 105}, {1: 105, 2: 0})

    def test_locked_month(self):
        self._earn(date(2026, 1, 10), C=100)
        self.company.fiscalyear_lock_date = date(2026, 1, 31)
        entry = self._accrue("2026-02-03")
        self.assertEqual(entry.date, date(2026, 2, 1))
        self.assertEqual(entry.commission_accrual_id.month, date(2026, 1, 1))
        self.assertIn("locked", entry.ref)
        self.assertFalse(self._accrue("2026-02-04"))
        self._assert_books({1: 0, 2: 100}, {1: 0, 2: 100})
        self._earn(date(2026, 2, 10), R=3)
        self._accrue("2026-03-01")
        self._assert_books({2: 103}, {2: 103})

    def test_locked_beyond_today(self):
        """Nothing is booked on a day that has not come; the next month takes it."""
        self._earn(date(2026, 1, 10), C=100)
        self.company.fiscalyear_lock_date = date(2026, 2, 28)
        self.assertFalse(self._accrue("2026-02-03"))
        self.company.fiscalyear_lock_date = date(2026, 1, 31)
        self.assertEqual(self._accrue("2026-02-04").date, date(2026, 2, 1))
        self._assert_books({2: 100}, {2: 100})

    def test_switched_off(self):
        self._earn(date(2026, 1, 10), C=100)
        self._accrue()
        self.plan.accrue = False
        entry = self._accrue("2026-03-01")
        self.assertEqual(entry.date, date(2026, 2, 28))
        self.assertFalse(self._accrue("2026-03-02"))
        self._assert_books({1: 100, 2: 0}, {1: 100, 2: -100})

    def test_never_on(self):
        plan = self._create_plan(name="T-Off")
        self._create_entries(plan.sudo(), date(2026, 1, 10), [(self.country, 10)])
        self.assertFalse(plan.accrual_start)
        self.assertNotIn(plan, self.accruals._get_accruing_plans(self.company))

    def test_two_plans(self):
        plan = self._create_plan(
            name="T-Other", accrue=True, accrual_start=date(2026, 1, 1)
        )
        plan.account_id = self.expense
        self._create_entries(plan.sudo(), date(2026, 1, 10), [(self.country, 10)])
        self._earn(date(2026, 1, 10), C=100)
        self._accrue()
        self._assert_books({1: 100}, {1: 100})
        self._accrue(plan=plan)
        self._assert_books({1: 110}, {1: 110})
        self.assertEqual(plan.sudo().accrual_ids.amount, 10)

    def test_reset_by_hand_is_healed(self):
        self._earn(date(2026, 1, 10), C=100)
        self._accrue().button_draft()
        self._assert_books({1: 0}, {1: 0})
        self._accrue()
        self._assert_books({1: 100}, {1: 100})

    def test_reversed_by_hand_is_healed(self):
        self._earn(date(2026, 1, 10), C=100)
        entry = self._accrue()
        reversal = entry._reverse_moves([{"date": date(2026, 2, 1)}])
        reversal.action_post()
        self.assertEqual(reversal.commission_accrual_id, entry.commission_accrual_id)
        self._assert_books({1: 100, 2: 0}, {1: 100, 2: -100})
        self._accrue("2026-03-01")
        self._assert_books({1: 100, 2: 100}, {1: 100, 2: 0})

    def test_hashed_journal(self):
        _account, journal = self.company._get_commission_accrual_books()
        journal.restrict_mode_hash_table = True
        self._earn(date(2026, 1, 10), C=100)
        first = self._accrue("2026-03-01")
        self._earn(date(2026, 1, 11), C=1)
        second = self._accrue("2026-03-02")
        bill = self._bill(date(2026, 1, 1), "2026-03-05")
        bill.button_draft()
        entries = first | second | self._get_release(bill).move_ids
        self.assertEqual(len(entries), 4)
        self.assertTrue(all(entries.mapped("inalterable_hash")))
        # numbers without a gap, two in January and two in March
        names = sorted(entries.mapped("name"))
        self.assertEqual([int(name[-4:]) for name in names], [1, 2, 1, 2])

    def _get_release(self, bill):
        return self.accruals.search([("bill_id", "=", bill.id)])

    def test_cron(self):
        self._earn(date(2026, 1, 10), C=100)
        other = self._create_plan(name="T-Broken", accrue=True)
        other.company_id = self.env["res.company"].create({"name": "T-No Chart"})
        other.accrual_start = date(2026, 1, 1)
        cron = self.env.ref(
            "distributor_commission_accrual.distributor_commission_accrual_cron"
        )
        self.company.partner_id.tz = "Asia/Shanghai"
        accruing = {"accrue": False}
        found = self.accruals._get_accruing_plans() - self.plan - other
        found.write(accruing)
        self._run_cron(cron, "2026-01-31 15:00:00")  # 23:00 there
        self.assertFalse(self.accruals.search([("plan_id", "=", self.plan.id)]))
        self._run_cron(cron, "2026-01-31 16:10:00")
        self._assert_books({1: 100}, {1: 100})
        self.assertFalse(self.accruals.search([("plan_id", "=", other.id)]))
        # once a day
        self._earn(date(2026, 1, 20), C=1)
        self._run_cron(cron, "2026-02-01 10:00:00")
        self._assert_books({1: 100}, {1: 100})
        self._run_cron(cron, "2026-02-01 16:10:00")
        self._assert_books({1: 101}, {1: 101})

    def _run_cron(self, cron, now):
        with (
            freeze_time(now),
            mute_logger(self.accruals.__class__.__module__),
            mute_logger(
                "odoo.addons.distributor_commission_accrual.models"
                ".distributor_commission_accrual"
            ),
            self.enter_registry_test_mode(),
        ):
            cron.method_direct_trigger()

    def test_query_count_does_not_grow(self):
        self._earn(date(2026, 1, 10), C=1)
        self._accrue()
        self._earn(date(2026, 2, 10), C=1)
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self._accrue("2026-03-01")
        few = self.cr.sql_log_count - before
        for number in range(30):
            person = self._create_distributor(f"T-{number}", "dealer", self.country)
            self._create_entries(self.plan.sudo(), date(2026, 3, 10), [(person, 1)])
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self._accrue("2026-04-01")
        # the accounting module asks for the analytic distribution of each expense
        self.assertLess(self.cr.sql_log_count - before, few + 30 + 10)
