# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models


class DistributorCommissionPlan(models.Model):
    _inherit = "distributor.commission.plan"

    accrue = fields.Boolean(
        "Accrue at Month End",
        tracking=True,
        help="Books what is earned and not billed at the end of each month, so that the"
        " expense stands in the month of the sale.",
    )
    accrual_start = fields.Date(
        "Accrue From",
        compute="_compute_accrual_start",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        help="Any day of the first month to accrue. The entry of that month also holds"
        " what was open before.",
    )
    accrual_ids = fields.One2many(
        "distributor.commission.accrual",
        "plan_id",
        "Accruals",
        groups="distributor.distributor_group_finance,"
        "distributor.distributor_group_manager",
    )
    accrued_until = fields.Date(
        compute="_compute_accrued_until",
        help="The last day of the last month that is accrued.",
    )

    _accrual_start_check = models.Constraint(
        "CHECK (NOT accrue OR accrual_start IS NOT NULL)",
        "Say from which month on the plan accrues.",
    )

    @api.depends("accrue")
    def _compute_accrual_start(self):
        for plan in self:
            if plan.accrue and not plan.accrual_start:
                company = plan.company_id or self.env.company
                plan.accrual_start = company._get_commission_today() + relativedelta(
                    day=1
                )

    def _compute_accrued_until(self):
        # sudo: until when a plan is accrued is no secret to who may read it
        last = dict(
            self.env["distributor.commission.accrual"]
            .sudo()
            ._read_group(
                [("plan_id", "in", self.ids), ("month", "!=", False)],
                ["plan_id"],
                ["month:max"],
            )
        )
        for plan in self:
            month = last.get(plan.sudo())
            plan.accrued_until = month and month + relativedelta(day=31)

    def _get_first_accrued_month(self):
        """Return the first day of the month from which a plan accrues, or None."""
        self.ensure_one()
        return self.accrual_start + relativedelta(day=1) if self.accrue else None

    def _get_last_closed_month(self):
        """Return the first day of the month that is over, where the company is."""
        today = self.company_id._get_commission_today()
        return today + relativedelta(day=1, months=-1)

    def action_view_accruals(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission_accrual.distributor_commission_accrual_action"
        )
        return dict(action, domain=[("plan_id", "=", self.id)], context={})
