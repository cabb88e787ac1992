# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import logging

import psycopg2
from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.exceptions import LockError

_logger = logging.getLogger(__name__)

CONFIRMED_AT_ONCE = 500


class DistributorCommissionSettlementSchedule(models.AbstractModel):
    """Settles by schedule: each month on the pay day of the plan."""

    _name = "distributor.commission.settlement.schedule"
    _description = "Settling by Schedule"

    @api.model
    def _get_settle_date(self, plan, month):
        """Return the day on which a month is settled.

        It is the pay day of the plan in the month after, or the next working day of
        the company when that day is none.

        :param month: any day of the month that is settled
        """
        following = month + relativedelta(day=1, months=1)
        day = following + relativedelta(day=max(1, plan.pay_day))
        return self._get_working_day(plan.company_id, day)

    @api.model
    def _get_working_day(self, company, day):
        """Return the day itself, or the next one on which the company works."""
        # sudo: when a company works is no secret
        calendar = company.sudo().resource_calendar_id
        if not calendar:
            return day
        return calendar._find_working_day(company, day)

    @api.model
    def _get_scheduled_months(self, plan):
        """Return the months of a plan that are to be settled by today.

        Those before the last settled month stay closed: what arrives late for them
        goes into the next one.
        """
        today = plan.company_id._get_commission_today()
        last = self.search(
            [("plan_id", "=", plan.id), ("state", "!=", "cancel")],
            order="date_start desc",
            limit=1,
        )
        return [
            month
            for month in self._get_months(plan)
            if (not last or month >= last.date_start)
            and self._get_settle_date(plan, month) <= today
        ]

    @api.model
    def _cron_settle(self, batch_size=2000):
        """Confirm what nobody objected to, then settle what is due, oldest first.

        Each batch is committed; what is not done is done by the next run.
        """
        plans = self._get_plans()
        self._cron_confirm(plans.company_id)
        work = [
            (plan, month)
            for plan in plans
            for month in self._get_scheduled_months(plan)
        ]
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(work))
        for plan, month in work:
            if not self._cron_settle_month(plan, month, batch_size):
                return
            if not cron._commit_progress(1):
                return

    def _cron_settle_month(self, plan, month, batch_size):
        """Settle a month of a plan; return whether there is time left."""
        held = self._get_hold_reasons(plan)
        for distributor, reasons in held.items():
            _logger.info("%s is not settled: %s", distributor.code, " ".join(reasons))
        cron = self.env["ir.cron"]
        try:
            while len(self._settle_batch(plan, month, batch_size, held)) == batch_size:
                if not cron._commit_progress():
                    return False
            self._close_documents(plan, month)
        except LockError:
            _logger.info("%s is being settled by somebody else", plan.display_name)
        except psycopg2.errors.SerializationFailure:
            _logger.info("A payment changed while %s was settled", plan.id)
            # nothing else can be read any more: the next run begins anew
            self.env.cr.rollback()
            return False
        return True

    @api.model
    def _cron_confirm(self, companies):
        """Confirm what nobody objected to until the deadline."""
        for company in companies:
            settlements = self.search(self._get_silent_domain(company), order="id")
            for start in range(0, len(settlements), CONFIRMED_AT_ONCE):
                batch = settlements[start : start + CONFIRMED_AT_ONCE]
                batch._confirm_silent()
                self.env["ir.cron"]._commit_progress()
