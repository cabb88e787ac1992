# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import datetime, time, timedelta

import pytz

from odoo import fields, models

# days within which an order day is looked for
HORIZON = 366
NOON = time(12)


class DistributorOrderHoliday(models.AbstractModel):
    """Days on which nobody works, from the working hours that Odoo keeps anyway."""

    _name = "distributor.order.holiday"
    _description = "Holidays Without Orders"

    calendar_id = fields.Many2one(
        "resource.calendar",
        "Holidays Of",
        check_company=True,
        help="The general time off of these working hours is no order day. Empty: there"
        " are no holidays.",
    )

    def _get_holiday_domain(self, first, last):
        """Return the domain of what is no person's own time off."""
        return [
            ("resource_id", "=", False),
            ("time_type", "=", "leave"),
            ("calendar_id", "in", (False, self.calendar_id.id)),
            ("company_id", "in", (False, self.company_id.id)),
            ("date_to", ">=", fields.Datetime.to_datetime(first - timedelta(days=1))),
            ("date_from", "<=", fields.Datetime.to_datetime(last + timedelta(days=2))),
        ]

    def _find_holidays(self, first, last=None):
        """Return {day (date): name} of the holidays from one day to another.

        A day is one when its noon is, in the timezone of the company: half a day off
        in the evening is none.

        :param last: by default as far as order days are looked for
        """
        self.ensure_one()
        if not self.calendar_id:
            return {}
        last = last or first + timedelta(days=HORIZON)
        # sudo: when the brand does not work is no secret, and only days and names of
        # general time off are read
        leaves = self.env["resource.calendar.leaves"].sudo()
        zone = pytz.timezone(
            self.env["distributor.distributor"]._get_zone(self.company_id)
        )
        holidays = {}
        for leave in leaves.search(self._get_holiday_domain(first, last)):
            start, end = (
                pytz.utc.localize(moment).astimezone(zone).replace(tzinfo=None)
                for moment in (leave.date_from, leave.date_to)
            )
            day = max(start.date(), first)
            while day <= min(end.date(), last):
                if start <= datetime.combine(day, NOON) <= end:
                    holidays[day] = leave.name or ""
                day += timedelta(days=1)
        return holidays
