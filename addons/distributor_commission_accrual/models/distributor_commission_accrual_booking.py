# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import SQL

from odoo.addons.distributor.models.month_name import format_month

from .distributor_commission_accrual_sql import LOCK


class DistributorCommissionAccrualBooking(models.AbstractModel):
    """Books the difference between what should stand on the account and what does.

    So a second run books nothing, and one after a crash or a correction the rest.
    """

    _name = "distributor.commission.accrual.booking"
    _description = "Booking Commission Accruals"

    @api.model
    def _accrue(self, plan, month=None):
        """Bring the accruals of a plan to what is open at the end of each month.

        :param plan: distributor.commission.plan record, in sudo
        :param month: first day of the last month to book, by default the last one that
            is over; months that were accrued before are looked at in any case
        :return: the new journal entries
        """
        self.env.cr.execute(SQL(LOCK, plan=plan.id))
        rows = self._get_months_of(plan)
        last = max([month or plan._get_last_closed_month(), *rows])
        first = plan._get_first_accrued_month() or last
        self._follow_bills(self._get_bills_after(plan, last))
        if first > last:
            return self.env["account.move"]
        for day in self._iterate_months(first, last):
            if day not in rows:
                rows[day] = self.create(self._prepare_row_vals(plan, month=day))
        entries = self._prepare_month_entries(plan, rows, first, last)
        rows[last].write(
            {
                "entry_mark": self._get_last_entry(),
                "checked_on": plan.company_id._get_commission_today(),
            }
        )
        return self._post_entries(entries)

    @api.model
    def _get_bills_after(self, plan, month):
        """Return posted bills of later months; the plan may not have accrued then."""
        # sudo: callers checked who accrues; which bills there are follows from the plan
        return (
            self.env["account.move"]
            .sudo()
            .search(
                [
                    ("commission_settlement_ids.plan_id", "=", plan.id),
                    ("move_type", "=", "in_invoice"),
                    ("state", "=", "posted"),
                    ("date", ">", month + relativedelta(day=31)),
                ]
            )
        )

    @api.model
    def _iterate_months(self, first, last):
        while first <= last:
            yield first
            first += relativedelta(months=1)

    @api.model
    def _get_months_of(self, plan):
        """Return {first day: accrual} of the months of a plan."""
        rows = self.search([("plan_id", "=", plan.id), ("month", "!=", False)])
        return {row.month: row for row in rows}

    @api.model
    def _prepare_row_vals(self, plan, **vals):
        account, _journal = plan.company_id._get_commission_accrual_books()
        return {
            "company_id": plan.company_id.id,
            "plan_id": plan.id,
            "account_id": account.id,
            **vals,
        }

    @api.model
    def _get_last_entry(self):
        self.env["distributor.commission.entry"].flush_model()
        [[last]] = self.env.execute_query(
            SQL("SELECT COALESCE(MAX(id), 0) FROM distributor_commission_entry")
        )
        return last

    @api.model
    def _prepare_month_entries(self, plan, rows, first, last):
        """Return the values of an entry for each month that is not right yet."""
        changes = self._get_changes(plan, first, last)
        today = plan.company_id._get_commission_today()
        missing = defaultdict(int)
        entries = []
        for month in self._iterate_months(first, last):
            for partner, amount in changes.get(month, {}).items():
                missing[partner] += amount
            day = rows[month]._get_open_day(month + relativedelta(day=31))
            # what no day is open for stays for the next month
            if any(missing.values()) and day <= today:
                entries.append(rows[month]._prepare_entry_vals(missing, day))
                missing.clear()
        return entries

    @api.model
    def _follow_bills(self, bills):
        """Release what posted bills pay, and take it back for those that were reset.

        :param bills: account.move records with settlements, in sudo
        """
        wanted = self._get_bill_shares(bills)
        rows = {
            (row.bill_id, row.plan_id): row
            for row in self.search([("bill_id", "in", bills.ids)])
        }
        for bill in bills:
            for plan in bill.commission_settlement_ids.plan_id:
                shares = wanted.get((bill.id, plan.id), {})
                if (bill, plan) not in rows and any(shares.values()):
                    rows[bill, plan] = self.create(
                        self._prepare_row_vals(plan, bill_id=bill.id)
                    )
        booked = self._get_booked_by_row([row.id for row in rows.values()])
        entries = []
        for (bill, plan), row in rows.items():
            missing = defaultdict(int)
            for partner, amount in wanted.get((bill.id, plan.id), {}).items():
                missing[partner] -= amount
            for partner, amount in booked.get(row.id, {}).items():
                missing[partner] -= amount
            if any(missing.values()):
                day = row._get_open_day(row._get_release_day())
                vals = row._prepare_entry_vals(missing, day)
                if row._get_reversed_day():
                    # so that it counts for its own month, not for that of the bill
                    vals["reversed_entry_id"] = row.move_ids[-1:].id
                entries.append(vals)
        self._post_entries(entries)

    def _get_release_day(self):
        """Return the day of the bill, or of what takes its release back."""
        if day := self._get_reversed_day():
            return day
        if self.bill_id.state == "posted":
            return self.bill_id.date
        return max(self.move_ids.mapped("date"))

    def _get_reversed_day(self):
        """Return the day on which a credit note took the whole bill back, if any."""
        settlements = self.bill_id.commission_settlement_ids.filtered(
            lambda settlement: settlement.plan_id == self.plan_id
        )
        return settlements[:1].reversed_date

    def _get_open_day(self, day):
        """Return a day, or the first one after it that is not locked."""
        _account, journal = self.company_id._get_commission_accrual_books()
        locks = self.company_id._get_violated_lock_dates(day, False, journal)
        return max(lock[0] for lock in locks) + timedelta(days=1) if locks else day

    @api.model
    def _post_entries(self, entries):
        moves = self.env["account.move"].create(entries)
        moves._post(soft=False)
        return moves

    def _prepare_entry_vals(self, shares, day):
        """Return the values of an entry over what is owed to each partner.

        :param shares: {partner id: what is owed more}, in the currency of the company
        """
        account, journal = self.company_id._get_commission_accrual_books()
        expense = self.plan_id._get_expense_account(self.company_id)
        if not expense:
            raise UserError(
                self.env._(
                    "%s has no expense account: choose one on the commission plan.",
                    self.plan_id.display_name,
                )
            )
        label = self._get_label(day)
        return {
            "move_type": "entry",
            "company_id": self.company_id.id,
            "journal_id": journal.id,
            "date": day,
            "ref": label,
            "commission_accrual_id": self.id,
            "line_ids": [
                Command.create({"partner_id": partner, "name": label, **vals})
                for partner, owed in sorted(shares.items())
                if owed
                for vals in self._prepare_line_vals(expense, account, float(owed))
            ],
        }

    def _prepare_line_vals(self, expense, account, owed):
        """Return the values of the two items of a partner."""
        owed = self.currency_id.round(owed)
        more, less = max(owed, 0.0), max(-owed, 0.0)
        currency = {"currency_id": self.currency_id.id}
        return (
            {"account_id": expense.id, "debit": more, "credit": less, **currency},
            {
                "account_id": account.id,
                "debit": less,
                "credit": more,
                "analytic_distribution": False,
                **currency,
            },
        )

    def _get_label(self, day):
        """Return what an entry says, in the language of the company."""
        lang = self.company_id.partner_id.lang or self.env.lang
        own = self.with_context(lang=lang)
        plan = own.plan_id.name
        if self.bill_id:
            return own.env._(
                "Commission accrual: %(bill)s, %(plan)s",
                bill=self.bill_id.name or self.bill_id.ref,
                plan=plan,
            )
        month = format_month(own.env, self.month)
        if day > self.month + relativedelta(day=31):
            return own.env._(
                "Commission accrual of %(month)s, which was locked: %(plan)s",
                month=month,
                plan=plan,
            )
        return own.env._(
            "Commission accrual of %(month)s: %(plan)s", month=month, plan=plan
        )
