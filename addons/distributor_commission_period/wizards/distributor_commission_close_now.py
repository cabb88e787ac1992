# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.distributor_commission.engine import get_period_start

from ..models.period_days import format_period, get_last_day


class DistributorCommissionCloseNow(models.TransientModel):
    _name = "distributor.commission.close.now"
    _description = "Close a Commission Period"

    plan_id = fields.Many2one(
        "distributor.commission.plan",
        required=True,
        default=lambda self: self._default_plan_id(),
    )
    date = fields.Date(
        "Period Of",
        required=True,
        default=lambda self: self._default_date(),
        help="Any day of the month, quarter or year.",
    )
    what = fields.Text("Closes", compute="_compute_what")

    def _default_plan_id(self):
        plans = self.env["distributor.commission.plan"]
        return plans.search([("company_id", "=", self.env.company.id)], limit=1)

    def _default_date(self):
        today = self.env.company._get_commission_today()
        return today + relativedelta(day=1, months=-1)

    @api.depends("plan_id", "date")
    @api.depends_context("lang")
    def _compute_what(self):
        for wizard in self:
            names = [
                format_period(self.env, first, period)
                for period, first in wizard._get_periods()
            ]
            wizard.what = "\n".join(names)

    def _get_periods(self):
        """Return (period, first day) of what has the day in it and is over."""
        if not self.plan_id or not self.date:
            return []
        # sudo: which periods there are, for whoever may see the plan
        plan = self.plan_id.sudo()
        today = plan.company_id._get_commission_today()
        versions = plan.version_ids.filtered(lambda v: v.state != "draft")
        rules = versions.rule_ids.filtered("tier_mode")
        kinds = {*versions.bonus_ids.mapped("period"), *rules.mapped("period")}
        found = [(kind, get_period_start(self.date, kind)) for kind in kinds]
        return sorted(pair for pair in found if get_last_day(pair[1], pair[0]) < today)

    def action_close(self):
        """Close what is over, and show it."""
        self.ensure_one()
        closes = self.env["distributor.commission.close"]
        closes._check_closer()
        self.plan_id.check_access("read")
        periods = self._get_periods()
        if not periods:
            raise UserError(
                self.env._(
                    "%(plan)s has no bonus or tier whose period of this day is over.",
                    plan=self.plan_id.display_name,
                )
            )
        for period, first in periods:
            closes |= closes._close(self.plan_id, period, first)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission_period.distributor_commission_close_action"
        )
        return dict(action, domain=[("id", "in", closes.ids)], context={})
