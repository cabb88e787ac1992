# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.fields import Command

from odoo.addons.distributor.models.month_name import format_month

LINE = "distributor.commission.accrual.check.line"


class DistributorCommissionAccrualCheck(models.TransientModel):
    """Ties the account of accruals to what is earned and not billed, as of a day."""

    _name = "distributor.commission.accrual.check"
    _description = "Commission Accrual Report"

    company_ids = fields.Many2many(
        "res.company",
        "distributor_commission_accrual_check_company_rel",
        string="Companies",
        default=lambda self: self.env.companies,
    )
    date = fields.Date(
        "As of",
        required=True,
        default=lambda self: self.env.company._get_commission_today(),
    )
    shown_date = fields.Date(readonly=True)
    line_ids = fields.One2many(
        LINE, "check_id", domain=[("total", "=", True)], readonly=True
    )
    differs = fields.Boolean(compute="_compute_differs")

    @api.depends("line_ids.difference")
    def _compute_differs(self):
        for check in self:
            check.differs = any(line.difference for line in check.line_ids)

    @api.depends_context("lang")
    def _compute_display_name(self):
        for check in self:
            check.display_name = self.env._("Commission Accrual")

    @api.model_create_multi
    def create(self, vals_list):
        checks = super().create(vals_list)
        for check in checks:
            check._run()
        return checks

    def _run(self):
        lines = self.env[LINE].search([("check_id", "=", self.id)])
        lines.unlink()
        # sudo: whoever may open the report sees the figures of its companies alone
        accruals = self.env["distributor.commission.accrual"].sudo()
        plans = accruals._get_accruing_plans(self.company_ids & self.env.companies)
        figures = accruals._get_figures(plans, self.date)
        self.write(
            {
                "shown_date": self.date,
                "line_ids": [
                    Command.create(self._prepare_line_vals(row)) for row in figures
                ],
            }
        )

    @api.model
    def _prepare_line_vals(self, figures):
        return {
            "total": not figures.partner,
            "company_id": figures.company.id,
            "plan_id": figures.plan.id,
            "partner_id": figures.partner,
            "amount_open": float(figures.open),
            "amount_pending": float(figures.pending),
            "amount_expected": float(figures.expected),
            "balance": float(figures.balance),
            "difference": float(figures.difference),
            "first_month": figures.first_month,
        }

    def action_run(self):
        """Read the figures once more."""
        self.ensure_one()
        self._run()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "name": self.env._("Commission Accrual"),
            "target": "main",
        }

    @api.model
    def action_open(self):
        """Show the report of the user's companies."""
        self.check_access("create")
        return self.create({}).action_run()


class DistributorCommissionAccrualCheckLine(models.TransientModel):
    """A plan in the report, or one distributor of it."""

    _name = "distributor.commission.accrual.check.line"
    _description = "Line of the Commission Accrual Report"
    _order = "total desc, id"

    check_id = fields.Many2one(
        "distributor.commission.accrual.check", required=True, ondelete="cascade"
    )
    total = fields.Boolean()
    company_id = fields.Many2one("res.company", required=True)
    currency_id = fields.Many2one(
        related="company_id.currency_id", store=True, precompute=True
    )
    plan_id = fields.Many2one(
        "distributor.commission.plan",
        help="Empty: journal items on the account that no accrual made.",
    )
    partner_id = fields.Many2one("res.partner", "Distributor")
    amount_open = fields.Monetary("Open", help="Earned and not billed.")
    amount_pending = fields.Monetary(
        "To Be Accrued",
        help="Of it, what the next run books: the month that is not over, and what came"
        " late.",
    )
    amount_expected = fields.Monetary(
        "Due on the Account", help="What is open less what is still to be accrued."
    )
    balance = fields.Monetary("On the Account")
    difference = fields.Monetary()
    first_month = fields.Date(help="The first month from which on they differ.")
    since = fields.Char("Differs Since", compute="_compute_since")

    @api.depends("first_month")
    @api.depends_context("lang")
    def _compute_since(self):
        for line in self:
            line.since = line.first_month and format_month(self.env, line.first_month)

    @api.depends("plan_id", "partner_id")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line.partner_id.name or line.plan_id.name

    def action_open_distributors(self):
        """Show the figures of each distributor of the plan."""
        self.ensure_one()
        self.plan_id.check_access("read")
        own = [("check_id", "=", self.check_id.id), ("plan_id", "=", self.plan_id.id)]
        lines = self.search([*own, ("total", "=", False)])
        lines.unlink()
        # sudo: the user may read the plan, whose figures these are
        accruals = self.env["distributor.commission.accrual"].sudo()
        figures = accruals._get_figures(
            self.plan_id.sudo(), self.check_id.date, by_partner=True
        )
        check = self.check_id
        lines = self.create(
            [
                {"check_id": check.id, **check._prepare_line_vals(row)}
                for row in figures
                if row.open or row.balance or row.expected
            ]
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission_accrual.distributor_commission_accrual_check_line_action"
        )
        return dict(
            action, name=self.plan_id.name, domain=[("id", "in", lines.ids)], context={}
        )

    def action_open_entries(self):
        """Show the commission entries that are earned and not billed."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission.distributor_commission_entry_action"
        )
        domain = [
            ("plan_id", "=", self.plan_id.id),
            ("date", "<=", fields.Date.to_string(self.check_id.date)),
            ("is_billed", "=", False),
        ]
        if self.partner_id:
            domain.append(("beneficiary_id.partner_id", "=", self.partner_id.id))
        day = fields.Date.to_string(self.check_id.date)
        return dict(action, domain=domain, context={"billed_until": day})

    def action_open_items(self):
        """Show the journal items on the account of accruals."""
        self.ensure_one()
        accruals = self.env["distributor.commission.accrual"]
        accounts = (
            accruals.search([("company_id", "=", self.company_id.id)]).account_id
            | self.company_id.commission_accrual_account_id
        )
        domain = [
            ("company_id", "=", self.company_id.id),
            ("account_id", "in", accounts.ids),
            ("parent_state", "=", "posted"),
            ("date", "<=", fields.Date.to_string(self.check_id.date)),
        ]
        if self.plan_id:
            accrual = ("move_id.commission_accrual_id.plan_id", "=", self.plan_id.id)
        else:
            accrual = ("move_id.commission_accrual_id", "=", False)
        domain.append(accrual)
        if self.partner_id:
            domain.append(("partner_id", "=", self.partner_id.id))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Journal Items"),
            "res_model": "account.move.line",
            "view_mode": "list,form",
            "domain": domain,
        }
