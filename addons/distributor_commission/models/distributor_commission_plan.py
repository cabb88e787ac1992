# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

DRAFT = [("state", "=", "draft")]


class DistributorCommissionPlan(models.Model):
    """What a company pays for sales, and how; the rules stand in dated versions.

    A company may have several active plans; each pays for itself. A change of the rules
    is a new version of a plan.
    """

    _name = "distributor.commission.plan"
    _description = "Commission Plan"
    _inherit = ["mail.thread"]
    _order = "company_id, sequence, name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, tracking=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True, tracking=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    account_id = fields.Many2one(
        "account.account",
        "Expense Account",
        check_company=True,
        domain=[("account_type", "in", ("expense", "expense_direct_cost"))],
        tracking=True,
        help="Where vendor bills for commission are booked. Empty: the account of the"
        " purchase journal.",
    )
    payout = fields.Selection(
        [
            ("bill", "Vendor bill"),
            ("wallet", "Into the wallet"),
            ("offset", "Set off against open invoices"),
        ],
        "Paid As",
        required=True,
        default="bill",
        tracking=True,
    )
    minimum_amount = fields.Monetary(
        tracking=True,
        help="What a settlement comes to at least; less is carried into the next one.",
    )
    pay_day = fields.Integer(
        "Settled On",
        default=15,
        aggregator=None,
        tracking=True,
        help="Day of the month on which the month before is settled, or the next"
        " working day.",
    )
    confirm_days = fields.Integer(
        "Days to Confirm",
        default=7,
        aggregator=None,
        tracking=True,
        help="Days a distributor has to confirm or dispute a settlement.",
    )
    hold_documents = fields.Boolean(
        "Held Without Documents",
        default=True,
        tracking=True,
        help="An active distributor that lacks a document its level requires, or whose"
        " document expired longer ago than its days of grace, is neither settled nor"
        " paid until a valid one is verified. Its entries wait.",
    )
    pay_persons = fields.Boolean(
        "Pays Natural Persons",
        tracking=True,
        help="Without this, a distributor whose contact is not a company earns on what"
        " it buys itself, and nothing on the sales of others. Holds from the next"
        " approved version on.",
    )
    max_generations = fields.Integer(
        "Paid Generations",
        compute="_compute_max_generations",
        store=True,
        readonly=False,
        precompute=True,
        aggregator=None,
        tracking=True,
        help="How many places above the buyer a version of this plan may pay. More is"
        " refused when a version is approved.",
    )
    version_ids = fields.One2many(
        "distributor.commission.version", "plan_id", "Versions"
    )
    version_count = fields.Integer("Number of Versions", compute="_compute_current")
    draft_count = fields.Integer("Drafts", compute="_compute_current")
    current_version_id = fields.Many2one(
        "distributor.commission.version", "Applies Today", compute="_compute_current"
    )

    _pay_day_check = models.Constraint(
        "CHECK (pay_day BETWEEN 1 AND 28)", "Settle on a day from 1 to 28."
    )
    _days_check = models.Constraint(
        "CHECK (confirm_days >= 0 AND minimum_amount >= 0)",
        "The days to confirm and the minimum amount are zero or above.",
    )
    _generations_check = models.Constraint(
        "CHECK (max_generations >= 0)", "Paid generations are zero or above."
    )

    @api.depends("pay_persons")
    def _compute_max_generations(self):
        for plan in self:
            plan.max_generations = 1 if plan.pay_persons else 2

    @api.depends("version_ids.state", "version_ids.date_start", "version_ids.date_end")
    def _compute_current(self):
        for plan in self:
            today = plan.company_id._get_commission_today()
            plan.current_version_id = plan.version_ids._filter_on(today)
            plan.version_count = len(plan.version_ids)
            plan.draft_count = len(plan.version_ids.filtered_domain(DRAFT))

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        if vals.get("company_id"):
            self._check_movable(vals["company_id"])
        if not {"active", "company_id"}.isdisjoint(vals):
            self.env.registry.clear_cache()
        return super().write(vals)

    def _check_movable(self, company_id):
        """Keep a plan where its versions were approved."""
        moving = self.filtered(lambda plan: plan.company_id.id != company_id)
        final = moving.version_ids.filtered(lambda version: version.state != "draft")
        if final:
            raise UserError(
                self.env._(
                    "%s is approved, so its plan stays with its company. Make a plan"
                    " for the other one.",
                    final[0].display_name,
                )
            )

    def action_view_versions(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission.distributor_commission_version_action"
        )
        return dict(
            action,
            domain=[("plan_id", "=", self.id)],
            context={"default_plan_id": self.id},
        )

    def _get_pay_date(self, day):
        """Return when what is payable on a day should be settled and paid."""
        if not self:
            return day + relativedelta(day=1, months=1)
        settlements = self.env["distributor.commission.settlement"]
        return settlements._get_settle_date(self, day)

    def _get_expense_account(self, company):
        """Return the account on which a company books commission, or none."""
        journal = self.env["account.journal"].search(
            [
                *self.env["account.journal"]._check_company_domain(company),
                ("type", "=", "purchase"),
            ],
            limit=1,
        )
        plan = self[:1] or self.search([("company_id", "=", company.id)], limit=1)
        return (
            plan.account_id
            or journal.default_account_id
            or self.env["account.account"].search(
                [
                    *self.env["account.account"]._check_company_domain(company),
                    ("account_type", "=", "expense"),
                ],
                limit=1,
            )
        )
