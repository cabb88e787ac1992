# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from .common import AccrualCommon

CHECK = "distributor.commission.accrual.check"


@tagged("post_install", "-at_install")
class TestReport(AccrualCommon):
    def _check(self, day="2026-02-10", user=None):
        with freeze_time(f"{day} 12:00:00"):
            checks = self.env[CHECK].with_user(user or self.finance)
            action = checks.with_company(self.company).action_open()
        check = checks.browse(action["res_id"])
        check.company_ids = self.company
        check.action_run()
        return check

    def _post_entry(self, day, account, counterpart, amount):
        move = self.env["account.move"].create(
            {
                "date": day,
                "line_ids": [
                    Command.create({"account_id": account.id, "credit": amount}),
                    Command.create({"account_id": counterpart.id, "debit": amount}),
                ],
            }
        )
        move.action_post()
        return move

    def test_agrees(self):
        self._earn(date(2026, 1, 10), C=100, R=50)
        self._earn(date(2026, 2, 3), C=7)
        self._accrue()
        check = self._check()
        line = check.line_ids
        self.assertEqual(line.plan_id, self.plan)
        self.assertEqual(line.amount_open, 157)
        self.assertEqual(line.amount_pending, 7)
        self.assertEqual(line.amount_expected, 150)
        self.assertEqual((line.balance, line.difference), (150, 0))
        self.assertFalse(check.differs or line.since)

    def test_before_the_first_run(self):
        self._earn(date(2026, 1, 10), C=100)
        self._bill(date(2026, 1, 1), "2026-02-02")
        line = self._check("2026-02-10").line_ids
        self.assertEqual(line.amount_open, 0)
        self.assertEqual((line.balance, line.difference), (-100, 0))

    def test_late_entry_is_pending(self):
        self._earn(date(2026, 1, 10), C=100)
        self._accrue()
        self._earn(date(2026, 1, 11), C=3)
        line = self._check().line_ids
        self.assertEqual((line.amount_pending, line.difference), (3, 0))

    def test_in_the_past(self):
        self._earn(date(2026, 1, 10), C=100)
        self._earn(date(2026, 2, 10), C=10)
        self._accrue("2026-03-01")
        self._bill(date(2026, 2, 1), "2026-03-05")
        for day, owed in {
            date(2025, 12, 31): 0,
            date(2026, 1, 31): 100,
            date(2026, 2, 15): 100,
            date(2026, 2, 28): 110,
            date(2026, 3, 4): 110,
            date(2026, 3, 5): 0,
        }.items():
            [figures] = self._get_figures(day)
            self.assertEqual((figures.balance, figures.difference), (owed, 0), day)
        self.assertEqual(self._get_figures(date(2026, 2, 15))[0].open, 110)

    def test_entry_reset_by_hand(self):
        self._earn(date(2026, 1, 10), C=100)
        self._earn(date(2026, 2, 10), C=10)
        entries = self._accrue("2026-03-01")
        entries[1].button_draft()
        check = self._check("2026-03-10")
        self.assertTrue(check.differs)
        self.assertEqual(check.line_ids.difference, -10)
        self.assertEqual(check.line_ids.first_month, date(2026, 2, 1))
        [row] = self.env["distributor.wallet"]._get_side_differences(self.company)
        self.assertIn("2026-02-01", row["where"])
        self.assertIn(row, self.env["distributor.wallet"]._prove(self.company))
        self._accrue("2026-03-02")
        self.assertFalse(self._check("2026-03-10").differs)
        self.assertFalse(
            self.env["distributor.wallet"]._get_side_differences(self.company)
        )

    def test_locked_month_differs_until_it_is_booked(self):
        self._earn(date(2026, 1, 10), C=100)
        self._accrue()
        self.company.fiscalyear_lock_date = date(2026, 1, 31)
        self._earn(date(2026, 1, 11), C=3)
        self._accrue("2026-02-05")
        [january] = self._get_figures(date(2026, 1, 31))
        self.assertEqual((january.difference, january.first_month.month), (-3, 1))
        [later] = self._get_figures(date(2026, 2, 1))
        self.assertFalse(later.difference)

    def test_other_items(self):
        self._earn(date(2026, 1, 10), C=100)
        self._accrue()
        self._post_entry(date(2026, 1, 20), self._get_account(), self.expense, 9)
        check = self._check()
        plan, other = check.line_ids
        self.assertFalse(plan.difference)
        self.assertFalse(other.plan_id)
        self.assertEqual((other.balance, other.difference), (9, 9))
        items = self._open(other.action_open_items())
        self.assertEqual(items.mapped("credit"), [9])
        self.assertFalse(self._accrue("2026-02-03"))

    def _open(self, action):
        records = self.env[action["res_model"]].with_user(self.finance)
        records = records.with_context(**action.get("context", {}))
        return records.search(action["domain"]).with_context(billed_until=False)

    def test_by_distributor(self):
        self._earn(date(2026, 1, 10), C=100, R=50)
        self._earn(date(2026, 2, 3), C=7)
        self._accrue()
        line = self._check().line_ids
        lines = self._open(line.action_open_distributors()).sudo()
        figures = {
            found.partner_id: (found.amount_open, found.balance, found.difference)
            for found in lines
        }
        self.assertEqual(
            figures,
            {
                self.country.partner_id: (107, 100, 0),
                self.regional.partner_id: (50, 50, 0),
            },
        )
        self.assertEqual(sum(lines.mapped("amount_open")), line.amount_open)
        one = lines.filtered(lambda found: found.partner_id == self.country.partner_id)
        entries = self._open(one.with_user(self.finance).action_open_entries())
        self.assertEqual(sorted(entries.mapped("amount")), [7, 100])
        items = self._open(one.with_user(self.finance).action_open_items())
        self.assertEqual(items.mapped("credit"), [100])

    def test_open_entries(self):
        """The entries behind the figure, also those carried into a billed month."""
        self._earn(date(2026, 1, 10), C=-40, R=5)
        self._accrue()
        self._bill(date(2026, 1, 1), "2026-02-15")
        self._earn(date(2026, 2, 10), C=100)
        self._accrue("2026-03-01")
        line = self._check("2026-03-02").line_ids
        entries = self._open(line.action_open_entries())
        self.assertEqual(sum(entries.mapped("amount")), line.amount_open)
        self.assertEqual(sorted(entries.mapped("amount")), [-40, 100])
        self.assertFalse(any(entries.mapped("is_billed")))
        bill = self._bill(date(2026, 2, 1), "2026-03-15")
        line = self._check("2026-03-20").line_ids
        self.assertFalse(self._open(line.action_open_entries()))
        self.assertTrue(all(entries.mapped("is_billed")))
        bill.button_draft()
        self.assertEqual(self._open(line.action_open_entries()), entries)
