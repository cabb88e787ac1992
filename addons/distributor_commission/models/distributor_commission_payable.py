# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from functools import cache

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import format_date


class DistributorCommissionPayable(models.AbstractModel):
    """When an entry is payable, what it waits for, and when to expect the money."""

    _name = "distributor.commission.payable"
    _description = "Payable Commission"
    _inherit = ["distributor.commission.held"]

    payable_date = fields.Date(
        "Payable From",
        compute="_compute_payable",
        help="The day from which a settlement takes it. Empty: still waiting.",
    )
    expected_date = fields.Date(
        "Expected Pay Day",
        compute="_compute_expected_date",
        help="When the settlement that takes it should be paid. Empty: nobody can tell,"
        " as it is on hold.",
    )
    waiting_text = fields.Char("Waits For", compute="_compute_waiting_text")

    @api.depends("due_date", "source_id.release_date")
    def _compute_payable(self):
        for entry in self:
            released = entry.source_id.release_date
            entry.payable_date = released and max(entry.due_date, released)

    @api.depends("payable_date", "source_id.expected_date", "is_held", "held_until")
    def _compute_expected_date(self):
        # many entries, few months, and each asks for the holidays of the company
        get_pay_date = cache(lambda plan, month: plan._get_pay_date(month))
        for entry in self:
            day = entry._get_expected_day()
            plan = entry.source_id.plan_id
            entry.expected_date = day and get_pay_date(plan, day.replace(day=1))

    def _get_expected_day(self):
        """Return when it should be payable by what is known; False: nobody can tell."""
        if self.is_held:
            return self.held_until and max(
                self.payable_date, self.held_until + relativedelta(days=1)
            )
        freeze = relativedelta(days=(self.due_date - self.date).days)
        expected = self.source_id.expected_date or self.date
        return self.payable_date or max(self.due_date, expected + freeze)

    @api.depends("payable_date", "settlement_id", "held_text")
    @api.depends_context("lang")
    def _compute_waiting_text(self):
        for entry in self:
            entry.waiting_text = entry._get_waiting_text()

    def _get_waiting_text(self):
        """Return what an entry waits for; empty when a settlement holds it."""
        self.ensure_one()
        if self.settlement_id:
            return False
        source = self.source_id
        if source.waiting:
            return self.env._(
                "%(what)s, expected on %(date)s",
                what=source._describe_waiting(),
                date=format_date(self.env, source.expected_date),
            )
        today = self.company_id._get_commission_today()
        if self.payable_date and self.payable_date > today:
            return self.env._(
                "the end of the freeze days on %s",
                format_date(self.env, self.payable_date),
            )
        return self.held_text or self.env._("the next settlement")
