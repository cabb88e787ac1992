# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import logging

from dateutil.relativedelta import relativedelta

from odoo import api, models, tools
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.distributor.models.month_name import format_month

_logger = logging.getLogger(__name__)

# entries of the month and older ones that no settlement holds, by beneficiary, unless
# the month is settled for it
DUE = """
    SELECT entry.beneficiary_id, COUNT(*) AS entries, SUM(entry.amount) AS amount
      FROM distributor_commission_entry AS entry
     WHERE entry.company_id = %(company)s
       AND entry.date <= %(end)s
       AND entry.beneficiary_id <> ALL(%(without)s)
       AND NOT EXISTS (
            SELECT FROM distributor_commission_settlement_line AS line
             WHERE line.entry_id = entry.id
           )
       AND NOT EXISTS (
            SELECT FROM distributor_commission_settlement AS other
             WHERE other.company_id = entry.company_id
               AND other.beneficiary_id = entry.beneficiary_id
               AND other.date_start = %(start)s
               AND other.state <> 'cancel'
           )
  GROUP BY entry.beneficiary_id
"""
# negative totals that wait for a settlement to be brought into
CARRIED = """
    SELECT beneficiary_id, SUM(amount_total) AS carried
      FROM distributor_commission_settlement
     WHERE company_id = %(company)s
       AND date_start < %(start)s
       AND outcome = 'carry' AND state <> 'cancel' AND carried_to_id IS NULL
  GROUP BY beneficiary_id
"""
HEADERS = """
    INSERT INTO distributor_commission_settlement (
           name, company_id, currency_id, beneficiary_id, date_start, date_end, state,
           create_uid, create_date, write_uid, write_date)
    SELECT 'COM/' || TO_CHAR(%(start)s::date, 'YYYY/MM') || '/' || who.code,
           %(company)s, %(currency)s, due.beneficiary_id, %(start)s, %(end)s, 'draft',
           %(uid)s, NOW() AT TIME ZONE 'UTC', %(uid)s, NOW() AT TIME ZONE 'UTC'
      FROM (%(due)s ORDER BY entry.beneficiary_id LIMIT %(limit)s) AS due
      JOIN distributor_distributor AS who ON who.id = due.beneficiary_id
        ON CONFLICT (company_id, beneficiary_id, date_start) WHERE state <> 'cancel'
        DO NOTHING
 RETURNING id
"""
LINES = """
    INSERT INTO distributor_commission_settlement_line (settlement_id, entry_id)
    SELECT settlement.id, entry.id
      FROM distributor_commission_settlement AS settlement
      JOIN distributor_commission_entry AS entry
        ON entry.company_id = settlement.company_id
       AND entry.beneficiary_id = settlement.beneficiary_id
       AND entry.date <= settlement.date_end
     WHERE settlement.id IN %(ids)s
       AND NOT EXISTS (
            SELECT FROM distributor_commission_settlement_line AS line
             WHERE line.entry_id = entry.id
           )
"""
CARRY = """
    UPDATE distributor_commission_settlement AS old
       SET carried_to_id = new.id
      FROM distributor_commission_settlement AS new
     WHERE new.id IN %(ids)s
       AND old.company_id = new.company_id
       AND old.beneficiary_id = new.beneficiary_id
       AND old.date_start < new.date_start
       AND old.outcome = 'carry' AND old.state <> 'cancel'
       AND old.carried_to_id IS NULL
"""
TOTALS = """
    WITH earned AS (
        SELECT line.settlement_id, COUNT(*) AS entries, SUM(entry.amount) AS amount
          FROM distributor_commission_settlement_line AS line
          JOIN distributor_commission_entry AS entry ON entry.id = line.entry_id
         WHERE line.settlement_id IN %(ids)s
      GROUP BY line.settlement_id
    ), brought AS (
        SELECT carried_to_id AS settlement_id, SUM(amount_total) AS amount
          FROM distributor_commission_settlement
         WHERE carried_to_id IN %(ids)s
      GROUP BY carried_to_id
    )
    UPDATE distributor_commission_settlement AS settlement
       SET entry_count = earned.entries,
           amount_lines = earned.amount,
           amount_carried = COALESCE(brought.amount, 0),
           amount_total = earned.amount + COALESCE(brought.amount, 0),
           outcome = CASE SIGN(earned.amount + COALESCE(brought.amount, 0))
                     WHEN 1 THEN 'bill' WHEN -1 THEN 'carry' ELSE 'none' END
      FROM earned
 LEFT JOIN brought USING (settlement_id)
     WHERE settlement.id = earned.settlement_id
"""
MONTHS = """
    SELECT DISTINCT DATE_TRUNC('month', entry.date)::date
      FROM distributor_commission_entry AS entry
     WHERE entry.company_id = %(company)s
       AND entry.date < %(before)s
       AND NOT EXISTS (
            SELECT FROM distributor_commission_settlement_line AS line
             WHERE line.entry_id = entry.id
           )
  ORDER BY 1
"""


class DistributorCommissionSettlement(models.Model):
    """Making settlements: a few statements for any number of beneficiaries.

    A unique key on company, beneficiary and month, and one on the entry of a line,
    make a second run, a run at the same time, or one after a crash add nothing twice.
    """

    _inherit = "distributor.commission.settlement"

    @api.model
    def _settle(self, company, day, limit=500):
        """Make the draft settlements of a closed month.

        :param company: res.company record
        :param day: any day of the month
        :return: all settlements of that month, those of an earlier run as well
        :raise UserError: when the month is not over
        """
        start, end = self._get_period(company, day)
        differing = self._get_differing(company)
        while self._settle_batch(company, start, limit, differing):
            pass
        return self.search(
            [
                ("company_id", "=", company.id),
                ("date_start", "=", start),
                ("state", "!=", "cancel"),
            ]
        )

    @api.model
    def _settle_batch(self, company, start, limit, without=()):
        """Settle a month for the next beneficiaries; return the new settlements.

        :param without: distributors to leave out, as their wallet and books differ
        """
        self._flush_for_settlement()
        end = start + relativedelta(day=31)
        period = self._prepare_period(company, start, end, without)
        headers = SQL(
            HEADERS,
            due=SQL(DUE, **period),
            currency=company.currency_id.id,
            limit=limit,
            uid=self.env.uid,
            **period,
        )
        ids = tuple(key for (key,) in self.env.execute_query(headers))
        if ids:
            for statement in (LINES, CARRY, TOTALS):
                self.env.cr.execute(SQL(statement, ids=ids))
            self.env["distributor.commission.entry"].invalidate_model(
                ["settlement_line_ids", "settlement_id"]
            )
            self.invalidate_model()
        return self.browse(ids)

    def _prepare_period(self, company, start, end, without):
        return {
            "company": company.id,
            "start": start,
            "end": end,
            "without": [distributor.id for distributor in without],
        }

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
    def _preview(self, company, day):
        """Return what settling a month would make, and write nothing.

        :return: list of dict with beneficiary_id, entries, amount, carried, total
        """
        start, end = day + relativedelta(day=1), day + relativedelta(day=31)
        period = self._prepare_period(company, start, end, self._get_differing(company))
        self._flush_for_settlement()
        rows = self.env.execute_query_dict(SQL(DUE, **period))
        carried = dict(self.env.execute_query(SQL(CARRIED, **period)))
        for row in rows:
            row["carried"] = carried.get(row["beneficiary_id"], 0)
            row["total"] = row["amount"] + row["carried"]
        return sorted(rows, key=lambda row: -row["total"])

    @api.model
    def _get_due_months(self, company):
        """Return the first day of each closed month that has something to settle.

        The last closed month comes too when an older entry arrived late.
        """
        self._flush_for_settlement()
        this_month = company._get_commission_today() + relativedelta(day=1)
        query = SQL(MONTHS, company=company.id, before=this_month)
        months = {month for (month,) in self.env.execute_query(query)}
        if months:
            months.add(this_month - relativedelta(months=1))
        return sorted(months)

    def _flush_for_settlement(self):
        for model in (
            "distributor.commission.entry",
            "distributor.commission.settlement",
            "distributor.commission.settlement.line",
            "distributor.distributor",
        ):
            self.env[model].flush_model()

    @api.model
    def _cron_settle(self, batch_size=200):
        """Settle closed months, oldest first, in small committed batches."""
        cron = self.env["ir.cron"]
        # what an archived plan has accrued is settled as well
        plans = self.env["distributor.commission.plan"].with_context(active_test=False)
        plans = plans.search([("version_ids.state", "!=", "draft")])
        work = [
            (company, month)
            for company in plans.company_id
            for month in self._get_due_months(company)
        ]
        cron._commit_progress(remaining=len(work))
        for company, month in work:
            differing = self._get_differing(company)
            if differing:
                message = self._describe_differing(differing)
                _logger.error("%s: %s", company.name, message)
            while self._settle_batch(company, month, batch_size, differing):
                if not cron._commit_progress():
                    return
            if not cron._commit_progress(1):
                return
