# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.tests import tagged

from .common import AccrualCommon

JANUARY = date(2026, 1, 1)
FEBRUARY = date(2026, 2, 1)


@tagged("post_install", "-at_install")
class TestBill(AccrualCommon):
    """What bills release, and what they do not."""

    def test_bill_does_not_count_twice(self):
        self._earn(date(2026, 1, 10), C=100, R=50)
        self._accrue()
        bills = self._bill(JANUARY, "2026-02-15", post=False)
        self._assert_books({1: 150, 2: 150}, {1: 150, 2: 0})
        bills.action_post()
        self.assertEqual(set(bills.mapped("date")), {date(2026, 2, 15)})
        self._assert_books({1: 150, 2: 0}, {1: 150, 2: 0})
        releases = self.accruals.search([("bill_id", "in", bills.ids)])
        self.assertEqual(sorted(releases.mapped("amount")), [-100, -50])
        self.assertEqual(set(releases.move_ids.mapped("date")), {date(2026, 2, 15)})
        self.assertFalse(self._get_by_partner(self._get_account()))

    def test_bill_before_the_run(self):
        """A bill that is posted before the month is accrued changes nothing."""
        self._earn(date(2026, 1, 10), C=100)
        self._bill(JANUARY, "2026-02-01")
        self._accrue("2026-02-01")
        self._accrue("2026-03-01")
        self._assert_books({1: 100, 2: 0}, {1: 100, 2: 0})

    def test_bill_dated_before_the_entries(self):
        self._earn(date(2026, 2, 10), C=100)
        bill = self._bill(FEBRUARY, "2026-03-01", post=False)
        bill.invoice_date = bill.date = date(2026, 1, 31)
        bill.action_post()
        self.assertEqual(bill.date, date(2026, 1, 31))
        self._accrue("2026-03-02")
        self._assert_books({1: -100, 2: 0}, {1: 0, 2: 100})

    def test_reset_and_post_again(self):
        self._earn(date(2026, 1, 10), C=100)
        self._accrue()
        bill = self._bill(JANUARY, "2026-02-15")
        bill.button_draft()
        self._assert_books({1: 100, 2: 100}, {1: 100, 2: 0})
        moved = date(2026, 3, 5)
        bill.write({"name": False, "invoice_date": moved, "date": moved})
        bill.action_post()
        self._assert_books({2: 100, 3: 0}, {1: 100, 2: 0, 3: 0})
        self.assertEqual(
            len(self.accruals.search([("bill_id", "=", bill.id)]).move_ids), 3
        )

    def _credit(self, bill, day):
        wizard = (
            self.env["account.move.reversal"]
            .with_context(active_model="account.move", active_ids=bill.ids)
            .create({"journal_id": bill.journal_id.id, "date": day})
        )
        credit = self.env["account.move"].browse(wizard.refund_moves()["res_id"])
        credit.invoice_date = credit.date = day
        credit.action_post()
        (bill | credit).line_ids.filtered(
            lambda line: line.account_type == "liability_payable"
            and not line.reconciled
        ).reconcile()

    def _assert_ties(self, *days):
        """The account is what is earned and not billed, as of each day."""
        for day in days:
            for figures in self._get_figures(day):
                self.assertEqual(figures.difference, 0, day)

    def test_reversed_by_a_credit_note(self):
        """What the bill released is open again from the credit note on."""
        self._earn(date(2026, 1, 10), C=100)
        self._accrue()
        bill = self._bill(JANUARY, "2026-02-15")
        self._credit(bill, date(2026, 3, 10))
        self._assert_books({1: 100, 2: 0, 3: 100}, {1: 100, 2: 0, 3: 0})
        days = [date(2026, 1, 31), date(2026, 2, 20), date(2026, 3, 12)]
        self._assert_ties(*days)
        self._accrue("2026-04-01")
        self._assert_books({1: 100, 2: 0, 3: 100}, {1: 100, 2: 0, 3: 0})
        again = self._bill(JANUARY, "2026-04-15")
        self.assertEqual(again.amount_total, 100)
        self._accrue("2026-05-01")
        self._assert_books({2: 0, 3: 100, 4: 0}, {1: 100, 2: 0, 3: 0, 4: 0})
        self._assert_ties(*days, date(2026, 4, 30))

    def test_cancelled(self):
        self._earn(date(2026, 1, 10), C=100)
        self._accrue()
        bill = self._bill(JANUARY, "2026-02-15")
        bill.button_draft()
        bill.button_cancel()
        self._assert_books({1: 100, 2: 100}, {1: 100, 2: 0})

    def test_what_the_accountant_changes_is_expense_of_the_bill(self):
        self._earn(date(2026, 1, 10), C=106)
        self._accrue()
        bill = self._bill(JANUARY, "2026-02-15", post=False)
        bill.invoice_line_ids.price_unit = 100
        bill.action_post()
        self._assert_books({1: 106, 2: 0}, {1: 106, 2: -6})

    def test_carried_balance(self):
        """A negative month is carried; the bill that takes it releases both."""
        self._earn(date(2026, 1, 10), C=-40)
        self._accrue()
        self._bill(JANUARY, "2026-02-15")
        self._earn(date(2026, 2, 10), C=100)
        self._accrue("2026-03-01")
        self._assert_books({1: -40, 2: 60}, {1: -40, 2: 100})
        bill = self._bill(FEBRUARY, "2026-03-15")
        self.assertEqual(bill.amount_total, 60)
        self._assert_books({2: 60, 3: 0}, {1: -40, 2: 100, 3: 0})

    def test_carried_over_several_months(self):
        self.plan.minimum_amount = 100
        self._earn(date(2026, 1, 10), C=30)
        self._bill(JANUARY, "2026-02-15")
        self._earn(date(2026, 2, 10), C=30)
        self._bill(FEBRUARY, "2026-03-15")
        self._earn(date(2026, 3, 10), C=50)
        self._accrue("2026-04-01")
        self._assert_books({1: 30, 2: 60, 3: 110}, {1: 30, 2: 30, 3: 50})
        bill = self._bill(date(2026, 3, 1), "2026-04-15")
        self.assertEqual(bill.amount_total, 110)
        self._assert_books({4: 0}, {4: 0})

    def test_paid_into_the_deposit(self):
        self.plan.payout = "wallet"
        self._earn(date(2026, 1, 10), C=100)
        self._accrue()
        bill = self._bill(JANUARY, "2026-02-15")
        bill.commission_settlement_ids.with_user(self.finance).action_pay_out()
        self.assertEqual(bill.commission_settlement_ids.state, "paid")
        self._assert_books({1: 100, 2: 0}, {1: 100, 2: 0})
        self._assert_agree()

    def test_set_off(self):
        self.plan.payout = "offset"
        self._earn(date(2026, 1, 10), C=100)
        self._accrue()
        invoice = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": self.country.partner_id.id,
                "invoice_date": date(2026, 1, 5),
                "invoice_line_ids": [
                    (0, 0, {"name": "T", "price_unit": 500, "tax_ids": False})
                ],
            }
        )
        invoice.action_post()
        bill = self._bill(JANUARY, "2026-02-15")
        bill.commission_settlement_ids._pay_out()
        bill.button_draft()
        self._assert_books({2: 100}, {1: 100, 2: 0})
        bill.action_post()
        self._assert_books({2: 0}, {1: 100, 2: 0})

    def test_plan_that_does_not_accrue(self):
        self.plan.accrue = False
        self._earn(date(2026, 1, 10), C=100)
        bill = self._bill(JANUARY, "2026-02-15")
        self.assertFalse(self.accruals.search([("bill_id", "=", bill.id)]))
        self._assert_books({2: 0}, {1: 0, 2: 100})

    def test_bill_before_the_plan_accrues(self):
        self.plan.accrual_start = date(2026, 3, 1)
        self._earn(date(2026, 1, 10), C=100)
        bill = self._bill(JANUARY, "2026-02-15")
        self.assertFalse(self.accruals.search([("bill_id", "=", bill.id)]))
        self._earn(date(2026, 3, 10), C=5)
        self._accrue("2026-04-01")
        self._assert_books({3: 5}, {2: 100, 3: 5})

    def test_bill_posted_before_the_plan_is_switched_on(self):
        self.plan.accrue = False
        self._earn(date(2026, 1, 10), C=100)
        self._earn(date(2026, 1, 12), R=7)
        bill = self._bill(JANUARY, "2026-02-15")
        self.plan.write({"accrue": True, "accrual_start": date(2026, 1, 1)})
        self._accrue("2026-02-20")
        owed = 107 - int(bill[:1].amount_untaxed) if len(bill) == 1 else 0
        self._assert_books({1: 107, 2: owed}, {1: 107, 2: 0})
        [figures] = self._get_figures(date(2026, 2, 20))
        self.assertEqual(figures.difference, 0)
        self._accrue("2026-02-21")
        self._assert_books({1: 107, 2: owed}, {1: 107, 2: 0})

    def test_accountant_posts(self):
        """Posting a bill needs no right to accruals."""
        self._earn(date(2026, 1, 10), C=100)
        self._accrue()
        bill = self._bill(JANUARY, "2026-02-15", post=False)
        accountant = self.env["res.users"].create(
            {
                "name": "T-Accountant",
                "login": "t-accountant",
                "group_ids": [
                    (6, 0, self.env.ref("account.group_account_manager").ids)
                ],
                "company_id": self.company.id,
                "company_ids": [(6, 0, self.company.ids)],
            }
        )
        bill.with_user(accountant).action_post()
        self._assert_books({2: 0}, {2: 0})
        bill.with_user(accountant).button_draft()
        self._assert_books({2: 100}, {2: 0})
