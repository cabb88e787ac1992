# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorCommissionPlan(models.Model):
    """What a company pays its uplines; the rules stand in dated versions.

    A company has one active plan. A change of the rules is a new version of it.
    """

    _name = "distributor.commission.plan"
    _description = "Commission Plan"
    _inherit = ["mail.thread"]
    _order = "company_id, name"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, tracking=True)
    active = fields.Boolean(default=True, tracking=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    account_id = fields.Many2one(
        "account.account",
        "Expense Account",
        check_company=True,
        domain=[("account_type", "in", ("expense", "expense_direct_cost"))],
        tracking=True,
        help="Where vendor bills for commission are booked. Empty: the account of the"
        " purchase journal.",
    )
    version_ids = fields.One2many(
        "distributor.commission.version", "plan_id", "Versions"
    )
    version_count = fields.Integer("Number of Versions", compute="_compute_current")
    current_version_id = fields.Many2one(
        "distributor.commission.version", "Applies Today", compute="_compute_current"
    )

    _company_uniq = models.UniqueIndex(
        "(company_id) WHERE active",
        "This company has an active commission plan. Archive it first, or add a"
        " version to it.",
    )

    @api.depends("version_ids.state", "version_ids.date_start", "version_ids.date_end")
    def _compute_current(self):
        for plan in self:
            today = plan.company_id._get_commission_today()
            plan.current_version_id = plan.version_ids._filter_on(today)
            plan.version_count = len(plan.version_ids)

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        # one that was just archived makes room
        self.flush_model(["active", "company_id"])
        return super().create(vals_list)

    def write(self, vals):
        if not {"active", "company_id"}.isdisjoint(vals):
            self.env.registry.clear_cache()
        return super().write(vals)

    def _get_expense_account(self, company):
        """Return the account on which a company books commission, or none."""
        journal = self.env["account.journal"].search(
            [
                *self.env["account.journal"]._check_company_domain(company),
                ("type", "=", "purchase"),
            ],
            limit=1,
        )
        plan = self.search([("company_id", "=", company.id)], limit=1)
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
