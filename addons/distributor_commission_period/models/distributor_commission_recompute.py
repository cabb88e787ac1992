# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models, tools
from odoo.exceptions import AccessError, UserError

# changed by the buttons only, as is all of it once it is computed
CHOICES = {
    "plan_id",
    "date_start",
    "date_end",
    "versions",
    "buyer_ids",
    "order_ids",
}


class DistributorCommissionRecompute(models.Model):
    """A period of a plan computed again after a mistake: what differs, then written.

    Nothing that is booked changes. What is missing or too much becomes further entries
    of the open month, which point to the first ones.
    """

    _name = "distributor.commission.recompute"
    _description = "Commission Computed Again"
    _inherit = ["distributor.commission.recompute.steps", "mail.thread"]
    _order = "id desc"
    _check_company_auto = True

    plan_id = fields.Many2one(
        "distributor.commission.plan",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self._default_plan_id(),
    )
    company_id = fields.Many2one(
        related="plan_id.company_id", store=True, precompute=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    date_start = fields.Date(
        "First Day", required=True, default=lambda self: self._default_day(first=True)
    )
    date_end = fields.Date(
        "Last Day", required=True, default=lambda self: self._default_day(first=False)
    )
    versions = fields.Selection(
        [
            ("keep", "The version that was booked"),
            ("now", "The version that applies now on the day of the sale"),
        ],
        "Rules Of",
        required=True,
        default="keep",
        help="What was earned under a version stays under it, unless you choose"
        " otherwise. Invoices that were never booked take the version that applies"
        " now.",
    )
    buyer_ids = fields.Many2many(
        "distributor.distributor",
        "distributor_commission_recompute_buyer_rel",
        string="Only Sales To",
        check_company=True,
        help="Empty: sales to every distributor.",
    )
    order_ids = fields.Many2many(
        "sale.order",
        "distributor_commission_recompute_order_rel",
        string="Only Orders",
        check_company=True,
        domain="[('distributor_id', '!=', False)]",
        help="Empty: every order.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("computing", "Being computed"),
            ("ready", "To Be Written"),
            ("writing", "Being written"),
            ("done", "Written"),
            ("cancel", "Discarded"),
        ],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    reason = fields.Char(readonly=True, copy=False, tracking=True)
    user_id = fields.Many2one(
        "res.users", "Computed By", readonly=True, copy=False, ondelete="restrict"
    )
    written_date = fields.Datetime("Written On", readonly=True, copy=False)
    last_source = fields.Integer(readonly=True, copy=False)
    until_source = fields.Integer(
        readonly=True, copy=False, help="Documents that are booked later are left out."
    )
    last_move = fields.Integer(readonly=True, copy=False)
    turns = fields.Integer(readonly=True, copy=False, default=0)
    document_count = fields.Integer("Documents", readonly=True, copy=False)
    done_count = fields.Integer("Documents Done", readonly=True, copy=False)
    progress = fields.Float(compute="_compute_progress", aggregator=None)
    missing_count = fields.Integer(
        "Never Booked",
        readonly=True,
        copy=False,
        help="Invoices that no version applied to when they were posted.",
    )
    promise_count = fields.Integer(
        "Not Earned Yet",
        readonly=True,
        copy=False,
        help="Documents that will earn something else once they are paid or delivered.",
    )
    changed_count = fields.Integer(
        "Changed Since",
        readonly=True,
        copy=False,
        help="Documents to which something happened between computing and writing."
        " Nothing was written for them: compute again.",
    )
    line_ids = fields.One2many(
        "distributor.commission.recompute.line",
        "recompute_id",
        "Differences",
        readonly=True,
        domain=[("entry_count", ">", 0)],
    )
    entry_ids = fields.One2many(
        "distributor.commission.recompute.entry", "recompute_id", readonly=True
    )
    entry_count = fields.Integer("Entries", compute="_compute_totals")
    amount_more = fields.Monetary("To Pay More", compute="_compute_totals")
    amount_less = fields.Monetary("To Pay Less", compute="_compute_totals")

    _days_check = models.Constraint(
        "CHECK (date_end >= date_start)", "The last day comes after the first one."
    )

    def _default_plan_id(self):
        plans = self.env["distributor.commission.plan"]
        return plans.search([("company_id", "=", self.env.company.id)], limit=1)

    def _default_day(self, first):
        today = self.env.company._get_commission_today()
        return today + relativedelta(months=-1, day=1 if first else 31)

    @api.depends("plan_id.name", "date_start", "date_end")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for run in self:
            run.display_name = self.env._(
                "%(plan)s, %(start)s to %(end)s",
                plan=run.plan_id.name or "",
                start=tools.format_date(self.env, run.date_start),
                end=tools.format_date(self.env, run.date_end),
            )

    @api.depends("done_count", "document_count")
    def _compute_progress(self):
        for run in self:
            share = run.done_count / run.document_count if run.document_count else 0
            run.progress = min(100.0, 100.0 * share)

    @api.depends("line_ids")
    def _compute_totals(self):
        for run in self:
            differences = run.line_ids.mapped("difference")
            run.entry_count = sum(run.line_ids.mapped("entry_count"))
            run.amount_more = sum(amount for amount in differences if amount > 0)
            run.amount_less = sum(amount for amount in differences if amount < 0)

    @api.model_create_multi
    def create(self, vals_list):
        choices = CHOICES | {"company_id"}
        clean = [{k: v for k, v in vals.items() if k in choices} for vals in vals_list]
        return super().create(clean if not self.env.su else vals_list)

    def write(self, vals):
        if not self.env.su:
            if not CHOICES.issuperset(vals):
                raise AccessError(self.env._("Use the buttons to compute or write."))
            if any(run.state != "draft" for run in self):
                raise UserError(
                    self.env._(
                        "%s is computed. Set it back to draft to choose something"
                        " else.",
                        self[:1].display_name,
                    )
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_written(self):
        if any(run.state in ("writing", "done") for run in self):
            raise UserError(
                self.env._("What was computed again and written stays for good.")
            )

    def _check_manager(self):
        """Let managers compute again, nobody else."""
        self.check_access("write")
        if not self.env.su and not self.env.user.has_group(
            "distributor.distributor_group_manager"
        ):
            raise AccessError(self.env._("Only managers compute commission again."))

    def action_compute(self):
        """Compute the differences; what is long goes on in the background."""
        self.ensure_one()
        self._check_manager()
        # sudo: a manager computes from documents that he need not be able to read
        self.sudo()._start_computing()

    def action_draft(self):
        """Throw the differences away, to choose something else."""
        self.ensure_one()
        self._check_manager()
        # sudo: as above
        self.sudo()._set_draft()

    def action_write(self):
        """Ask for the reason before anything is written."""
        self.ensure_one()
        self._check_manager()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission_period"
            ".distributor_commission_recompute_confirm_action"
        )
        return dict(action, context={"default_recompute_id": self.id})

    def action_view_entries(self):
        """Show the entries that were written."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission.distributor_commission_entry_action"
        )
        keys = [f"again:{key}" for key in self.entry_ids.ids]
        return dict(action, domain=[("key", "in", keys)], context={})

    def action_view_drafts(self):
        """Show the entries that are to be written."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission_period"
            ".distributor_commission_recompute_entry_action"
        )
        return dict(action, domain=[("recompute_id", "=", self.id)], context={})
