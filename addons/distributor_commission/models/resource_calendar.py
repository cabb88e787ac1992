# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import datetime, time, timedelta

import pytz

from odoo import api, models, tools

# days in which a working day is looked for: mostly it is near
NEAR, LONGEST_HOLIDAY = 3, 31


class DistributorWorkingDay(models.AbstractModel):
    """What decides on which days a company works: a change is seen by the next page."""

    _name = "distributor.working.day"
    _description = "Part of the Working Days of a Company"

    def _is_of_company(self):
        """Tell whether these count for the company, not for a single person."""
        return bool(self)

    def _forget_working_days(self):
        if self._is_of_company():
            self.env.registry.clear_cache()

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._forget_working_days()
        return records

    def write(self, vals):
        self._forget_working_days()
        result = super().write(vals)
        self._forget_working_days()
        return result

    def unlink(self):
        self._forget_working_days()
        return super().unlink()


class ResourceCalendar(models.Model):
    _name = "resource.calendar"
    _inherit = ["resource.calendar", "distributor.working.day"]

    @tools.ormcache("self.id", "company.id", "day")
    def _find_working_day(self, company, day):
        """Return a day, or the next one on which the company works."""
        for days in (NEAR, LONGEST_HOLIDAY):
            if worked := self._get_worked_days(company, day, days):
                return min(worked)
        return day

    def _get_worked_days(self, company, day, count):
        """Return on which of some days from one on the company works."""
        zone = pytz.timezone(self.tz or "UTC")
        start = zone.localize(datetime.combine(day, time.min))
        last = datetime.combine(day + timedelta(days=count), time.max)
        domain = [
            ("time_type", "=", "leave"),
            ("company_id", "in", [False, company.id]),
        ]
        worked = self._work_intervals_batch(start, zone.localize(last), domain=domain)
        return [begin.date() for begin, _end, _meta in worked[False]]


class ResourceCalendarAttendance(models.Model):
    _name = "resource.calendar.attendance"
    _inherit = ["resource.calendar.attendance", "distributor.working.day"]


class ResourceCalendarLeaves(models.Model):
    _name = "resource.calendar.leaves"
    _inherit = ["resource.calendar.leaves", "distributor.working.day"]

    def _is_of_company(self):
        return any(not leave.resource_id for leave in self)
