# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.distributor_commission.tests.common import CommissionCommon


def last_day(year, month):
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


@tagged("post_install", "-at_install")
class AccrualCommon(CommissionCommon):
    """The plan accrues from January 2026 on, with an expense account of its own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.expense = cls.env["account.account"].create(
            {"name": "T-Commission", "code": "TCOM", "account_type": "expense"}
        )
        cls.plan.account_id = cls.expense
        cls.plan.write({"accrue": True, "accrual_start": date(2026, 1, 1)})
        cls.accruals = cls.env["distributor.commission.accrual"].sudo()

    def _accrue(self, day="2026-02-01", plan=None):
        """Run as the job does on a day; return the new entries."""
        with freeze_time(f"{day} 12:00:00"):
            return self.accruals._accrue((plan or self.plan).sudo())

    def _earn(self, day, **amounts):
        """Make entries of a day: ``C=5, R=-3`` stands for T-C and T-R."""
        people = {"C": self.country, "R": self.regional, "M": self.master}
        return self._create_entries(
            self.plan.sudo(),
            day,
            [(people[code], amount) for code, amount in amounts.items()],
        )

    def _bill(self, month, day, post=True):
        """Settle a month on a day, bill what is to be paid, and return the bills."""
        with freeze_time(f"{day} 12:00:00"):
            settlements = self._settle(month).filtered(lambda s: s.state == "draft")
            self._release(settlements)
            bills = settlements.filtered(lambda s: s.outcome == "bill")._bill().sudo()
            if post:
                bills.action_post()
        return bills

    def _sum_items(self, account, until=date(2099, 1, 1), start=date(1999, 1, 1)):
        """Return what posted items on an account add up to, with cents."""
        items = self.env["account.move.line"].search(
            [
                ("account_id", "=", account.id),
                ("parent_state", "=", "posted"),
                ("date", ">=", start),
                ("date", "<=", until),
            ]
        )
        return sum((Decimal(f"{item.balance:.2f}") for item in items), Decimal(0))

    def _get_account(self):
        account, _journal = self.company._get_commission_accrual_books()
        return account

    def _assert_books(self, balances, expenses):
        """Compare the account at the end of months, and the expense of months.

        :param balances: {month of 2026: what is owed at its end}
        :param expenses: {month of 2026: expense}
        """
        account = self._get_account()
        for month, owed in balances.items():
            self.assertEqual(
                -self._sum_items(account, last_day(2026, month)), Decimal(owed), month
            )
        for month, expense in expenses.items():
            self.assertEqual(
                self._sum_items(
                    self.expense, last_day(2026, month), date(2026, month, 1)
                ),
                Decimal(expense),
                month,
            )

    def _get_by_partner(self, account):
        """Return {code of the distributor: what is owed} of an account."""
        sums = defaultdict(Decimal)
        items = self.env["account.move.line"].search(
            [("account_id", "=", account.id), ("parent_state", "=", "posted")]
        )
        for item in items:
            sums[item.partner_id.name[-3:]] -= Decimal(f"{item.balance:.2f}")
        return {code: amount for code, amount in sums.items() if amount}

    def _get_figures(self, day=None):
        return self.accruals._get_figures(self.plan.sudo(), day)
