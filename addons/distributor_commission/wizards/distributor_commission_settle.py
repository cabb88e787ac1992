# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import format_date

from odoo.addons.distributor.models.month_name import format_month

SHOWN = 500  # distributors in the preview; the totals count all


class DistributorCommissionSettle(models.TransientModel):
    _name = "distributor.commission.settle"
    _description = "Settle a Month"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    plan_id = fields.Many2one(
        "distributor.commission.plan",
        required=True,
        check_company=True,
        domain="[('id', 'in', plan_ids)]",
        default=lambda self: self._default_plan_id(),
    )
    plan_ids = fields.Many2many(
        "distributor.commission.plan",
        string="Plans to Choose From",
        compute="_compute_plan_ids",
    )
    date = fields.Date(
        "Month",
        required=True,
        default=lambda self: self._default_date(),
        help="Any day of the month.",
    )
    month = fields.Char("Name of the Month", compute="_compute_month")
    scheduled = fields.Char(compute="_compute_month")
    line_ids = fields.One2many(
        "distributor.commission.settle.line",
        "wizard_id",
        compute="_compute_line_ids",
        store=True,
    )
    distributor_count = fields.Integer(
        "Distributors", compute="_compute_line_ids", store=True
    )
    entry_count = fields.Integer("Entries", compute="_compute_line_ids", store=True)
    amount_to_pay = fields.Monetary("To Pay", compute="_compute_line_ids", store=True)
    amount_to_carry = fields.Monetary(
        "Carried Forward", compute="_compute_line_ids", store=True
    )
    amount_held = fields.Monetary("Held", compute="_compute_line_ids", store=True)
    held_count = fields.Integer(
        "Held Distributors", compute="_compute_line_ids", store=True
    )
    blocked = fields.Text("Why Not", compute="_compute_blocked")

    def _default_date(self):
        # the month that was closed last
        today = self.env.company._get_commission_today()
        return today + relativedelta(day=1, months=-1)

    def _default_plan_id(self):
        return self._get_settlements()._get_plans(self.env.company)[:1]

    @api.depends("company_id")
    def _compute_plan_ids(self):
        for wizard in self:
            wizard.plan_ids = self._get_settlements()._get_plans(wizard.company_id)

    @api.depends("date", "plan_id")
    @api.depends_context("lang")
    def _compute_month(self):
        settlements = self._get_settlements()
        for wizard in self:
            wizard.month = wizard.date and format_month(wizard.env, wizard.date)
            wizard.scheduled = (
                wizard.plan_id
                and wizard.date
                and format_date(
                    wizard.env,
                    settlements._get_settle_date(wizard.plan_id, wizard.date),
                )
            )

    @api.depends("plan_id", "date")
    def _compute_line_ids(self):
        for wizard in self:
            rows = []
            if wizard.date and wizard.plan_id:
                rows = self._get_settlements()._preview(wizard.plan_id, wizard.date)
            held = [row for row in rows if row["reason"]]
            made = [row for row in rows if not row["reason"]]
            wizard.distributor_count = len(made)
            wizard.held_count = len(held)
            wizard.entry_count = sum(row["entries"] for row in made)
            wizard.amount_to_pay = self._sum_outcome(made, "bill")
            wizard.amount_to_carry = self._sum_outcome(made, "carry")
            wizard.amount_held = sum(row["amount"] for row in held)
            wizard.line_ids = [
                Command.clear(),
                *(Command.create(dict(row)) for row in [*held, *made][:SHOWN]),
            ]

    def _sum_outcome(self, rows, outcome):
        return sum(row["total"] for row in rows if row["outcome"] == outcome)

    @api.depends("company_id", "date")
    def _compute_blocked(self):
        for wizard in self:
            wizard.blocked = False
            try:
                if wizard.date:
                    self._get_settlements()._get_period(wizard.company_id, wizard.date)
            except UserError as error:
                wizard.blocked = str(error)

    def _get_settlements(self):
        return self.env["distributor.commission.settlement"]

    def action_settle(self):
        """Make the draft settlements and show those of the month."""
        self.ensure_one()
        settlements = self._get_settlements()
        settlements._check_finance()
        settlements._settle_plan(self.plan_id, self.date)
        made = settlements.search(
            [
                ("plan_id", "=", self.plan_id.id),
                ("date_start", "=", self.date + relativedelta(day=1)),
                ("state", "!=", "cancel"),
            ]
        )
        if not made:
            raise UserError(self.env._("There is nothing to settle for this month."))
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission.distributor_commission_settlement_action"
        )
        return dict(action, domain=[("id", "in", made.ids)], context={})
