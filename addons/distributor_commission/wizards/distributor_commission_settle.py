# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.distributor.models.month_name import format_month


class DistributorCommissionSettle(models.TransientModel):
    _name = "distributor.commission.settle"
    _description = "Settle a Month"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(
        "Month",
        required=True,
        default=lambda self: self._default_date(),
        help="Any day of the month.",
    )
    month = fields.Char("Name of the Month", compute="_compute_month")
    line_ids = fields.One2many(
        "distributor.commission.settle.line",
        "wizard_id",
        compute="_compute_line_ids",
        store=True,
    )
    entry_count = fields.Integer("Entries", compute="_compute_totals")
    amount_to_pay = fields.Monetary("To Pay", compute="_compute_totals")
    amount_to_carry = fields.Monetary("Carried Forward", compute="_compute_totals")
    blocked = fields.Text("Why Not", compute="_compute_blocked")
    left_out = fields.Char(compute="_compute_left_out")

    def _default_date(self):
        # the month that was closed last
        today = self.env.company._get_commission_today()
        return today + relativedelta(day=1, months=-1)

    @api.depends("date")
    @api.depends_context("lang")
    def _compute_month(self):
        for wizard in self:
            wizard.month = wizard.date and format_month(wizard.env, wizard.date)

    @api.depends("company_id", "date")
    def _compute_line_ids(self):
        for wizard in self:
            rows = []
            if wizard.date:
                rows = wizard._get_settlements()._preview(
                    wizard.company_id, wizard.date
                )
            wizard.line_ids = [Command.clear(), *map(Command.create, rows)]

    @api.depends("line_ids")
    def _compute_totals(self):
        for wizard in self:
            totals = wizard.line_ids.mapped("total")
            wizard.entry_count = sum(wizard.line_ids.mapped("entries"))
            wizard.amount_to_pay = sum(total for total in totals if total > 0)
            wizard.amount_to_carry = sum(total for total in totals if total < 0)

    @api.depends("company_id", "date")
    def _compute_blocked(self):
        for wizard in self:
            wizard.blocked = False
            try:
                if wizard.date:
                    wizard._get_settlements()._get_period(
                        wizard.company_id, wizard.date
                    )
            except UserError as error:
                wizard.blocked = str(error)

    @api.depends("company_id")
    def _compute_left_out(self):
        settlements = self._get_settlements()
        for wizard in self:
            differing = settlements._get_differing(wizard.company_id)
            wizard.left_out = (
                settlements._describe_differing(differing) if differing else False
            )

    def _get_settlements(self):
        return self.env["distributor.commission.settlement"]

    def action_settle(self):
        """Make the draft settlements and show those of the month."""
        self.ensure_one()
        settlements = self._get_settlements()
        settlements._check_finance()
        settlements = settlements._settle(self.company_id, self.date)
        if not settlements:
            raise UserError(self.env._("There is nothing to settle for this month."))
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission.distributor_commission_settlement_action"
        )
        return dict(action, domain=[("id", "in", settlements.ids)], context={})
