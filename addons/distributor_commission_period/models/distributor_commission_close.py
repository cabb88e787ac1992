# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models, tools
from odoo.exceptions import AccessError, UserError

from odoo.addons.distributor_commission.models.distributor_commission_tier import (
    PERIODS,
)

from .period_days import format_period


class DistributorCommissionClose(models.Model):
    """A period of a plan that was closed: its bonuses and tiers are written.

    It is closed once and looked at again later: a credit note, a cancellation or a
    correction of a sale of the period changes what the period was worth, and the
    difference is written as a further entry.
    """

    _name = "distributor.commission.close"
    _description = "Closed Commission Period"
    _inherit = ["distributor.commission.close.run"]
    _order = "date_end desc, id desc"

    plan_id = fields.Many2one(
        "distributor.commission.plan", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict")
    currency_id = fields.Many2one(related="company_id.currency_id")
    period = fields.Selection(PERIODS, required=True)
    date_start = fields.Date("First Day", required=True)
    date_end = fields.Date("Last Day", required=True)
    version_id = fields.Many2one(
        "distributor.commission.version",
        compute="_compute_version_id",
        help="The version that applied on the last day: its bonuses are paid.",
    )
    turns = fields.Integer(
        "Batches", help="How often somebody worked on it.", aggregator=None
    )
    closed_date = fields.Datetime("Closed On")
    checked_date = fields.Datetime(
        "Checked On", help="When it was brought up to date for the last time."
    )
    source_ids = fields.One2many("distributor.commission.source", "close_id")
    entry_count = fields.Integer("Entries", compute="_compute_totals")
    bonus_amount = fields.Monetary("Bonuses", compute="_compute_totals")
    tier_amount = fields.Monetary("Tiers", compute="_compute_totals")

    _period_uniq = models.Constraint(
        "UNIQUE (plan_id, period, date_start)", "A period of a plan is closed once."
    )

    @api.depends("plan_id.name", "date_start", "period")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for close in self:
            if not close.date_start:
                close.display_name = ""
                continue
            close.display_name = self.env._(
                "%(plan)s, %(period)s",
                plan=close.plan_id.name,
                period=format_period(self.env, close.date_start, close.period),
            )

    @api.depends("plan_id.version_ids.state", "date_end")
    def _compute_version_id(self):
        for close in self:
            close.version_id = close.plan_id.version_ids._filter_on(close.date_end)

    def _compute_totals(self):
        rows = self.env["distributor.commission.entry"]._read_group(
            [("source_id.close_id", "in", self.ids)],
            ["source_id.close_id", "kind"],
            ["__count", "amount:sum"],
        )
        found = {(close, kind): (count, total) for close, kind, count, total in rows}
        for close in self:
            bonus = found.get((close, "bonus"), (0, 0.0))
            tier = found.get((close, "tier"), (0, 0.0))
            close.entry_count = bonus[0] + tier[0]
            close.bonus_amount, close.tier_amount = bonus[1], tier[1]

    def _get_tier_rules(self):
        """Return the rules whose tiers count by this period, of every version."""
        versions = self.plan_id.version_ids.filtered(
            lambda v: v.state != "draft" and v.date_start <= self.date_end
        )
        return versions.rule_ids.filtered(
            lambda rule: rule.tier_mode and rule.period == self.period
        )

    def _get_entry_date(self, first):
        """Return the date of an entry: the last day, or today in a later month.

        What is written long after the period, or again, belongs into the open month.
        """
        today = self.company_id._get_commission_today()
        if first and self.date_end >= today + relativedelta(day=1, months=-1):
            return self.date_end
        return today

    def _check_over(self):
        """Refuse a period that is not over where the company is."""
        if self.date_end >= self.company_id._get_commission_today():
            raise UserError(
                self.env._(
                    "%(period)s is not over yet: close it from %(day)s on.",
                    period=self.display_name,
                    day=tools.format_date(
                        self.env, self.date_end + relativedelta(days=1)
                    ),
                )
            )

    @api.model
    def _check_closer(self):
        """Let managers and finance close periods, nobody else."""
        groups = ("manager", "finance")
        if not self.env.su and not any(
            self.env.user.has_group(f"distributor.distributor_group_{group}")
            for group in groups
        ):
            raise AccessError(
                self.env._("Only managers and finance close commission periods.")
            )

    def action_close_again(self):
        """Bring these up to date with what happened to their sales since."""
        self._check_closer()
        self.check_access("read")
        for close in self:
            close._close(close.plan_id, close.period, close.date_start)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Everything is up to date."),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def action_view_entries(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission.distributor_commission_entry_action"
        )
        domain = [("source_id.close_id", "=", self.id)]
        return dict(action, domain=domain, context={})
