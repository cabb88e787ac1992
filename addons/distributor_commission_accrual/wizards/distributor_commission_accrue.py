# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.distributor.models.month_name import format_month


class DistributorCommissionAccrue(models.TransientModel):
    """Accrues a month by hand, as the job does by itself once a day."""

    _name = "distributor.commission.accrue"
    _description = "Accrue a Month"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    date = fields.Date(
        "Month",
        required=True,
        default=lambda self: self._default_date(),
        help="Any day of the month. Earlier months are looked at as well.",
    )
    month = fields.Char("Name of the Month", compute="_compute_month")
    plan_ids = fields.Many2many(
        "distributor.commission.plan",
        "distributor_commission_accrue_plan_rel",
        string="Plans",
        compute="_compute_plan_ids",
        store=True,
        readonly=False,
        domain="[('company_id', '=', company_id), ('accrue', '=', True)]",
    )

    def _default_date(self):
        today = self.env.company._get_commission_today()
        return today + relativedelta(day=1, months=-1)

    @api.depends("date")
    @api.depends_context("lang")
    def _compute_month(self):
        for wizard in self:
            wizard.month = wizard.date and format_month(wizard.env, wizard.date)

    @api.depends("company_id")
    def _compute_plan_ids(self):
        accruals = self.env["distributor.commission.accrual"]
        for wizard in self:
            plans = accruals._get_accruing_plans(wizard.company_id)
            wizard.plan_ids = plans.sudo(False)._filtered_access("read")

    def action_accrue(self):
        """Book what is missing, and show the entries of the month."""
        self.ensure_one()
        self.env["distributor.commission.accrual"]._check_finance()
        if not self.plan_ids:
            raise UserError(
                self.env._(
                    "No plan of %s accrues: switch it on under the plan.",
                    self.company_id.name,
                )
            )
        self.company_id.check_access("read")
        self.plan_ids.check_access("read")
        month = self.date + relativedelta(day=1)
        # sudo: the user is finance or manager and may see the plans
        accruals = self.env["distributor.commission.accrual"].sudo()
        for plan in self.plan_ids.sudo().sorted("id"):
            if month > plan._get_last_closed_month():
                raise UserError(
                    self.env._(
                        "%(month)s is not over yet: accrue it from %(day)s on.",
                        month=self.month,
                        day=fields.Date.to_string(month + relativedelta(months=1)),
                    )
                )
            accruals._accrue(plan, month)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission_accrual.distributor_commission_accrual_action"
        )
        return dict(
            action,
            domain=[("plan_id", "in", self.plan_ids.ids), ("month", "=", month)],
            context={},
            target="main",
        )
