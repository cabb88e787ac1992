# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, models, tools
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.distributor.models.month_name import format_month

from .distributor_commission_settlement_sql import (
    CARRY,
    CLOSE,
    MAKE,
    MONTHS,
    OUTCOME,
    PREVIEW,
    REOPEN,
    SUM_UP,
    TOTALS,
    WAITING,
)


class DistributorCommissionSettlementRun(models.AbstractModel):
    """Making settlements: a few statements for any number of distributors.

    A unique key on plan, distributor and month, and one on the entry of a line, make a
    second run, a run at the same time, or one after a crash add nothing twice.
    """

    _name = "distributor.commission.settlement.run"
    _description = "Making Settlements"

    @api.model
    def _settle(self, company, day, limit=None):
        """Make the draft settlements of a closed month, for each plan of a company.

        :param company: res.company record
        :param day: any day of the month
        :param limit: number of distributors a batch; all by default
        :return: all settlements of that month, those of an earlier run as well
        :raise UserError: when the month is not over
        """
        for plan in self._get_plans(company):
            self._settle_plan(plan, day, limit)
        return self.search(
            [
                ("company_id", "=", company.id),
                ("date_start", "=", day + relativedelta(day=1)),
                ("state", "!=", "cancel"),
            ]
        )

    @api.model
    def _get_plans(self, companies=None):
        """Return the plans that may have something to settle, archived ones too."""
        domain = [("version_ids.state", "!=", "draft")]
        if companies is not None:
            domain.append(("company_id", "in", companies.ids))
        # sudo: settling reads the plan; whoever settles need not see its rules
        plans = self.env["distributor.commission.plan"].sudo()
        return plans.with_context(active_test=False).search(domain, order="id")

    @api.model
    def _settle_plan(self, plan, day, limit=None):
        """Make the draft settlements of a closed month of one plan.

        :raise UserError: when the month is not over, or somebody settles the plan now
        """
        start, _end = self._get_period(plan.company_id, day)
        held = self._get_hold_reasons(plan)
        while len(self._settle_batch(plan, start, limit, held)) == limit:
            pass
        self._close_documents(plan, start)

    @api.model
    def _close_documents(self, plan, start):
        """Let settling pass by the documents that have nothing left for it."""
        self.env.cr.execute(SQL(CLOSE, **self._prepare_period(plan, start)))
        self.env["distributor.commission.source"].invalidate_model(["open"])

    @api.model
    def _settle_batch(self, plan, start, limit=None, without=()):
        """Settle a month of a plan for the next distributors.

        :param limit: number of distributors, all by default
        :param without: distributors to leave out, as something holds them
        :return: the new settlements
        :raise LockError: when somebody settles the plan at this moment
        """
        self._flush_for_settlement()
        plan.lock_for_update(allow_referencing=True)
        period = self._prepare_period(plan, start, limit, without)
        query = SQL(
            MAKE,
            totals=SQL(TOTALS, **period),
            outcome=SQL(OUTCOME),
            suffix=self._get_name_suffix(plan),
            currency=plan.company_id.currency_id.id,
            payout=plan.payout,
            uid=self.env.uid,
            **period,
        )
        ids = tuple(key for (key,) in self.env.execute_query(query))
        if ids:
            self.env.cr.execute(SQL(CARRY, ids=ids))
            self._forget_settled()
        return self.browse(ids)

    def _forget_settled(self):
        """Drop what is cached of fields that statements have changed."""
        self.env["distributor.commission.entry"].invalidate_model(
            ["settlement_line_ids", "settlement_id"]
        )
        self.invalidate_model()

    def _prepare_period(self, plan, start, limit=None, without=()):
        """Return the parameters of the statements."""
        end = start + relativedelta(day=31)
        period = {
            "company": plan.company_id.id,
            "plan": plan.id,
            "start": start,
            "end": end,
            "limit": limit,
            "minimum": plan.minimum_amount or 0.0,
            "without": [distributor.id for distributor in without],
            "frozen": self._get_frozen_sql(),
        }
        return dict(period, waiting=SQL(WAITING, **period))

    @api.model
    def _get_frozen_sql(self):
        """Return when an ``entry`` may not be settled yet, as SQL; a hook."""
        return SQL("FALSE")

    @api.model
    def _get_name_suffix(self, plan):
        """Return what tells settlements of a further plan of the company apart."""
        number = plan.with_context(active_test=False).search_count(
            [("company_id", "=", plan.company_id.id), ("id", "<=", plan.id)]
        )
        return f"/{number}" if number > 1 else ""

    @api.model
    def _get_period(self, company, day):
        """Return first and last day of a month, if it is over where the company is."""
        start = day + relativedelta(day=1)
        end = day + relativedelta(day=31)
        if end >= company._get_commission_today():
            raise UserError(
                self.env._(
                    "%(month)s is not over yet: settle it from %(day)s on.",
                    month=format_month(self.env, start),
                    day=tools.format_date(self.env, end + relativedelta(days=1)),
                )
            )
        return start, end

    @api.model
    def _preview(self, plan, day):
        """Return what settling a month would make, and write nothing.

        :return: list of dict with beneficiary_id, entries, amount, carried, total,
            outcome, and reason of those who are held
        """
        self._flush_for_settlement()
        period = self._prepare_period(plan, day + relativedelta(day=1))
        query = SQL(PREVIEW, totals=SQL(TOTALS, **period), outcome=SQL(OUTCOME))
        reasons = {
            distributor.id: " ".join(texts)
            for distributor, texts in self._get_hold_reasons(plan).items()
        }
        return [
            dict(row, reason=reasons.get(row["beneficiary_id"]))
            for row in self.env.execute_query_dict(query)
        ]

    @api.model
    def _get_due_months(self, company):
        """Return the first day of each closed month that has something to settle.

        The last closed month comes too when an older entry arrived late.
        """
        plans = self._get_plans(company)
        return sorted({month for plan in plans for month in self._get_months(plan)})

    @api.model
    def _get_months(self, plan):
        self._flush_for_settlement()
        this_month = plan.company_id._get_commission_today() + relativedelta(day=1)
        query = SQL(MONTHS, company=plan.company_id.id, plan=plan.id, before=this_month)
        months = {month for (month,) in self.env.execute_query(query)}
        if months:
            months.add(this_month - relativedelta(months=1))
        return sorted(months)

    def _flush_for_settlement(self):
        for model in (
            "distributor.commission.source",
            "distributor.commission.entry",
            "distributor.commission.settlement",
            "distributor.commission.settlement.line",
            "distributor.distributor",
        ):
            self.env[model].flush_model()

    def _free(self, lines):
        """Let entries be settled again."""
        entries = lines.entry_id
        # sudo: callers checked who may; lines have no rights of their own
        lines.sudo().unlink()
        if entries:
            self._flush_for_settlement()
            self.env.cr.execute(SQL(REOPEN, entries=entries.ids))
            self.env["distributor.commission.source"].invalidate_model(["open"])
            self._forget_settled()

    def _sum_up(self):
        """Write the totals again after lines were taken out."""
        self._flush_for_settlement()
        self.env.cr.execute(SQL(SUM_UP, ids=tuple(self.ids), outcome=SQL(OUTCOME)))
        self._forget_settled()
