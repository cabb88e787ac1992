# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict
from decimal import Decimal
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL

from .distributor_commission_accrual_sql import (
    BILLED,
    BILLED_SHARES,
    BOOKED_FOR,
    BOOKED_SHARES,
    EARNED_SHARES,
    OTHER_SHARES,
)

ZERO = Decimal(0)


class Figures(NamedTuple):
    """What is open of a plan on a day, and what stands on the account.

    A partner is given where the figures are those of one distributor alone; no plan
    means journal items that no accrual made.
    """

    company: models.BaseModel
    plan: models.BaseModel
    partner: int | None
    open: Decimal  # earned and not billed
    expected: Decimal  # of it, what was to be booked by the last run
    balance: Decimal  # on the account
    first_month: object  # since when expected and balance differ

    @property
    def pending(self):
        return self.open - self.expected

    @property
    def difference(self):
        return self.balance - self.expected


class DistributorCommissionAccrualFigures(models.AbstractModel):
    """Sums what is earned, billed and booked, each from its own records."""

    _name = "distributor.commission.accrual.figures"
    _description = "Figures of Commission Accruals"

    @api.model
    def _get_changes(self, plan, first, last):
        """Return {month: {partner: missing}} of a plan, older months in the first.

        What is off at the end of a month is the sum of all months until then.
        """
        self.env.flush_all()
        until = last + relativedelta(day=31)
        changes = defaultdict(lambda: defaultdict(lambda: ZERO))
        if plan.accrue:
            for row in self._fetch_earned(plan, until):
                changes[max(row["month"], first)][row["partner_id"]] += row["amount"]
            for row in self._fetch_billed(
                SQL("settlement.plan_id = %s AND bill.date <= %s", plan.id, until)
            ):
                changes[max(row["what"], first)][row["partner_id"]] -= row["amount"]
        booked_for = SQL(BOOKED_FOR)
        for row in self._fetch_booked(
            booked_for,
            SQL("accrual.plan_id = %s AND %s <= %s", plan.id, booked_for, until),
        ):
            changes[max(row["what"], first)][row["partner_id"]] -= row["amount"]
        return changes

    @api.model
    def _get_bill_shares(self, bills):
        """Return {(bill, plan): {partner: amount}} of what posted bills release."""
        self.env.flush_all()
        released = bills.filtered(lambda bill: bill.state == "posted")
        plans = released.commission_settlement_ids.plan_id
        starts = {plan.id: plan._get_first_accrued_month() for plan in plans}
        dates = {bill.id: bill.date for bill in released}
        shares = defaultdict(dict)
        if not released:
            return shares
        for row in self._fetch_billed(
            SQL("bill.id = ANY(%s)", released.ids), SQL("billed.bill_id")
        ):
            start = starts[row["plan_id"]]
            if start and dates[row["what"]] >= start:
                key = (row["what"], row["plan_id"])
                shares[key][row["partner_id"]] = row["amount"]
        return shares

    @api.model
    def _get_booked_by_row(self, ids):
        """Return {accrual: {partner: amount}} of what stands on the account."""
        booked = defaultdict(dict)
        for row in self._fetch_booked(
            SQL("accrual.id"), SQL("accrual.id = ANY(%s)", list(ids))
        ):
            booked[row["what"]][row["partner_id"]] = row["amount"]
        return booked

    @api.model
    def _fetch_earned(self, plans, until):
        query = SQL(EARNED_SHARES, plans=plans.ids, until=until)
        return self._fetch(query)

    @api.model
    def _fetch_billed(self, condition, column=None):
        month = SQL("DATE_TRUNC('month', billed.date)::date")
        query = SQL(
            BILLED_SHARES,
            billed=SQL(BILLED, condition=condition),
            condition=condition,
            column=column or month,
        )
        return self._fetch(query)

    @api.model
    def _fetch_booked(self, column, condition):
        query = SQL(BOOKED_SHARES, column=column, condition=condition)
        return self._fetch(query)

    @api.model
    def _fetch(self, query):
        """Return rows with their amounts exact, which the cursor makes floats."""
        return [
            dict(row, amount=Decimal(row["amount"]))
            for row in self.env.execute_query_dict(query)
        ]

    @api.model
    def _get_accruing_plans(self, companies=None):
        """Return the plans that accrue or once did, archived ones too, in sudo."""
        # sudo: accruing reads the plan; whoever runs it need not see its rules
        plans = self.env["distributor.commission.plan"].sudo()
        domain = ["|", ("accrue", "=", True), ("accrual_ids", "!=", False)]
        if companies is not None:
            domain = [("company_id", "in", companies.ids), *domain]
        return plans.with_context(active_test=False).search(domain, order="id")

    @api.model
    def _get_differing(self, companies=None):
        """Return the figures of today that do not agree."""
        # sudo: a proof compares all companies alike, whichever the user works in; its
        # callers check who may prove
        accruals = self.sudo()
        plans = accruals._get_accruing_plans(companies)
        return [row for row in accruals._get_figures(plans) if row.difference]

    @api.model
    def _get_figures(self, plans, day=None, by_partner=False):
        """Return the :class:`Figures` of plans and of what else is on their accounts.

        :param plans: distributor.commission.plan records, in sudo
        :param day: as of which day; today by default
        :param by_partner: one row for each distributor of a plan, and nothing else
        """
        self.env.flush_all()
        day = day or max(
            (c._get_commission_today() for c in plans.company_id),
            default=fields.Date.today(),
        )
        cells = self._get_cells(plans, day, by_partner)
        rows = [
            self._sum_cells(plan.company_id, plan, partner, cells[key])
            for plan in plans
            for key in sorted(k for k in cells if k[0] == plan.id)
            for partner in [key[1] or None]
        ]
        return rows if by_partner else [*rows, *self._get_other_figures(plans, day)]

    @api.model
    def _get_cells(self, plans, day, by_partner):
        """Return {(plan, partner or 0): {month: [open, expected, balance]}}."""
        accruing = plans.filtered("accrue")
        starts = {plan.id: plan._get_first_accrued_month() for plan in plans}
        began = dict(
            self._read_group(
                [
                    ("plan_id", "in", accruing.ids),
                    ("month", "<=", day + relativedelta(days=1, months=-1)),
                ],
                ["plan_id"],
                ["month:min"],
            )
        )
        began = {plan.id: month for plan, month in began.items()}
        cells = {} if by_partner else {(plan.id, 0): {} for plan in plans}

        def add(row, month, index, amount):
            key = (row["plan_id"], row["partner_id"] or 0 if by_partner else 0)
            months = cells.setdefault(key, {})
            months.setdefault(month, [ZERO, ZERO, ZERO])[index] += amount

        for row in self._fetch_earned(plans, day):
            add(row, row["month"], 0, row["amount"])
            if row["seen"] and row["plan_id"] in began:
                month = max(row["month"], began[row["plan_id"]])
                add(row, month, 1, row["amount"])
        for row in self._fetch_billed(
            SQL("settlement.plan_id = ANY(%s) AND bill.date <= %s", plans.ids, day)
        ):
            add(row, row["what"], 0, -row["amount"])
            start = starts[row["plan_id"]]
            if row["plan_id"] in began:
                add(row, max(row["what"], began[row["plan_id"]]), 1, -row["amount"])
            elif start and row["what"] >= start:
                add(row, row["what"], 1, -row["amount"])
        month = SQL("DATE_TRUNC('month', move.date)::date")
        for row in self._fetch_booked(
            month,
            SQL("accrual.plan_id = ANY(%s) AND move.date <= %s", plans.ids, day),
        ):
            add(row, row["what"], 2, row["amount"])
        return cells

    @api.model
    def _sum_cells(self, company, plan, partner, months):
        totals = [ZERO, ZERO, ZERO]
        first = None
        for month, cells in sorted(months.items()):
            totals = [total + cell for total, cell in zip(totals, cells, strict=True)]
            first = None if totals[1] == totals[2] else first or month
        return Figures(company, plan, partner, *totals, first)

    @api.model
    def _get_other_figures(self, plans, day):
        companies = plans.company_id
        query = SQL(OTHER_SHARES, companies=companies.ids, until=day)
        found = defaultdict(dict)
        for row in self._fetch(query):
            found[row["company_id"]][row["month"]] = [ZERO, ZERO, row["amount"]]
        return [
            figures
            for company in companies
            for figures in [
                self._sum_cells(company, plans.browse(), None, found[company.id])
            ]
            if figures.balance
        ]
