# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from typing import NamedTuple

from odoo import api, models, tools


class Period(NamedTuple):
    """The days on which a version applies, the last one excluded."""

    version: int
    plan: int
    company: int
    event: str
    start: object
    end: object

    def covers(self, day):
        return self.start <= day and (not self.end or day < self.end)


class DistributorCommissionCalendar(models.AbstractModel):
    """Which version of which plan applies in which company on which day."""

    _name = "distributor.commission.calendar"
    _description = "Commission Calendar"

    @api.model
    @tools.ormcache()
    def _get_periods(self):
        """Return a tuple of :class:`Period` of all active plans."""
        # sudo: posting an invoice accrues, whether its user may read plans or not
        versions = self.env["distributor.commission.version"].sudo()
        found = versions.search(
            [("plan_id.active", "=", True), ("state", "!=", "draft")],
            order="plan_id, date_start, id",
        )
        return tuple(self._make_periods(found))

    @api.model
    def _make_periods(self, versions):
        """Return a list of :class:`Period` of versions, without those in draft.

        A version applies until the next one of its plan starts, or it is closed.
        """
        final = versions.filtered(lambda version: version.state != "draft")
        periods = []
        for plan, own in final.sorted("date_start").grouped("plan_id").items():
            for version, following in zip(own, [*own[1:], None], strict=True):
                ends = [version.date_end, following and following.date_start]
                periods.append(
                    Period(
                        version.id,
                        plan.id,
                        plan.company_id.id,
                        version.event,
                        version.date_start,
                        min((day for day in ends if day), default=None),
                    )
                )
        return periods

    @api.model
    @tools.ormcache()
    def _get_traits(self):
        """Return what any version, of whatever plan, asks the booking to follow.

        :return: frozenset of "order" (what is ordered or delivered), "paid" (parts of
            payments), "payment" and "receipt" (conditions)
        """
        # sudo: what happens to a sale is followed, whoever does it
        versions = self.env["distributor.commission.version"].sudo()
        found = versions.with_context(active_test=False).search(
            [("state", "!=", "draft")]
        )
        traits = {
            "order": any(v.event in ("confirmed", "delivered") for v in found),
            "paid": any(v.event == "paid" for v in found),
            "payment": any(v.wait_payment for v in found),
            "receipt": any(v.wait_receipt for v in found),
        }
        return frozenset(name for name, holds in traits.items() if holds)

    @api.model
    def _get_periods_of(self, events):
        """Return the periods as lists, one a column, for UNNEST."""
        found = [period for period in self._get_periods() if period.event in events]
        return {
            "versions": [period.version for period in found],
            "plans": [period.plan for period in found],
            "companies": [period.company for period in found],
            "events": [period.event for period in found],
            "starts": [period.start for period in found],
            "ends": [period.end for period in found],
        }
