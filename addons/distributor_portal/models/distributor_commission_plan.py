# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import models


class DistributorCommissionPlan(models.Model):
    _inherit = "distributor.commission.plan"

    def _get_portal_pay_day(self, day, released):
        """Return an expected pay day as it may be told: never one that has passed.

        :param day: pay day by what was known when the entry was made
        :param released: whether all conditions are met
        :return: date, or None when nobody can tell
        """
        today = self.company_id._get_commission_today() if self else None
        if not today or day >= today:
            return day
        if not released:
            return None
        last_month = self._get_pay_date(today - relativedelta(months=1))
        return last_month if last_month >= today else self._get_pay_date(today)
