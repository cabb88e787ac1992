# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models, tools
from odoo.exceptions import UserError, ValidationError

# all else is written by the run itself
EDITABLE = {"company_id", "date_start", "date_end"}


class DistributorCommissionRun(models.Model):
    """Books all documents of a period that should have earned and have not.

    It is safe to run again, at the same time as anything else, and after a crash:
    whoever claims a document books it, and nobody claims it twice.
    """

    _name = "distributor.commission.run"
    _description = "Commission Run"
    _inherit = ["distributor.step", "distributor.commission.run.work"]
    _order = "id desc"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
    )
    date_start = fields.Date(
        "From",
        required=True,
        default=lambda self: self._get_today() + relativedelta(day=1, months=-1),
    )
    date_end = fields.Date("To", required=True, default=lambda self: self._get_today())
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("running", "Running"),
            ("done", "Done"),
            ("failed", "Failed"),
            ("cancelled", "Cancelled"),
        ],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
    )
    user_id = fields.Many2one(
        "res.users", "Started By", readonly=True, copy=False, ondelete="restrict"
    )
    date_started = fields.Datetime("Started On", readonly=True, copy=False)
    date_finished = fields.Datetime("Finished On", readonly=True, copy=False)
    invoice_count = fields.Integer(
        "Invoices", compute="_compute_missing", store=True, copy=False
    )
    refund_count = fields.Integer(
        "Credit Notes",
        compute="_compute_missing",
        store=True,
        copy=False,
        help="Those of invoices that are booked, whatever their date if the invoice is"
        " booked by this run.",
    )
    document_count = fields.Integer("Documents", compute="_compute_document_count")
    is_sequential = fields.Boolean(
        "One After Another",
        readonly=True,
        copy=False,
        help="A version with tiers or limits applies: each part goes on from the totals"
        " of the one before.",
    )
    part_ids = fields.One2many(
        "distributor.commission.run.part", "run_id", "Parts", readonly=True, copy=False
    )
    done_count = fields.Integer("Done", compute="_compute_progress")
    entry_count = fields.Integer("Entries", compute="_compute_progress")
    progress = fields.Float("Progress (%)", compute="_compute_progress")
    failed_count = fields.Integer("Failed Parts", compute="_compute_progress")
    has_runner = fields.Boolean(
        compute="_compute_has_runner", help="This server works the jobs of the queue."
    )

    _running_uniq = models.UniqueIndex(
        "(company_id) WHERE state = 'running'",
        "Another commission run of this company is not finished yet.",
    )

    def _get_today(self):
        return self.env.company._get_commission_today()

    @api.constrains("date_start", "date_end")
    def _check_dates(self):
        for run in self:
            if run.date_start > run.date_end:
                raise ValidationError(
                    self.env._("%s: From is later than To.", run.display_name)
                )

    @api.depends("date_start", "date_end")
    def _compute_display_name(self):
        for run in self:
            days = [day for day in (run.date_start, run.date_end) if day]
            run.display_name = " – ".join(
                tools.format_date(self.env, day) for day in days
            )

    @api.depends("company_id", "date_start", "date_end")
    def _compute_missing(self):
        for run in self:
            if run.state != "draft":
                continue
            run.invoice_count = run.refund_count = 0
            # whoever computes it may have chosen any company
            company = run.company_id.sudo(False)
            if run.date_start and run.date_end and company.has_access("read"):
                missing = run._find_missing(company, run.date_start, run.date_end)
                run.invoice_count = len(missing.invoices)
                run.refund_count = len(missing.refunds)

    @api.depends("invoice_count", "refund_count")
    def _compute_document_count(self):
        for run in self:
            run.document_count = run.invoice_count + run.refund_count

    @api.depends("part_ids.state", "part_ids.entry_count", "document_count")
    def _compute_progress(self):
        found = self.env["distributor.commission.run.part"]._read_group(
            [("run_id", "in", self.ids)],
            ["run_id", "state"],
            ["document_count:sum", "entry_count:sum", "__count"],
        )
        by_state = {(run, state): numbers for run, state, *numbers in found}
        for run in self:
            done, entries, _parts = by_state.get((run._origin, "done"), (0, 0, 0))
            run.done_count, run.entry_count = done, entries
            run.failed_count = by_state.get((run._origin, "failed"), (0, 0, 0))[2]
            total = run.document_count
            run.progress = 100.0 * done / total if total else 0.0

    @api.depends_context("uid")
    def _compute_has_runner(self):
        self.has_runner = self._has_runner()

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_editable(vals)
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._check_editable(vals)
            for run in self:
                run._check_step("draft")
        return super().write(vals)

    def _check_editable(self, vals):
        if not self.env.su and (names := vals.keys() - EDITABLE):
            raise UserError(
                self.env._(
                    "Commission run: %s is set by the run itself.",
                    ", ".join(sorted(names)),
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_started(self):
        for run in self:
            run._check_step("draft")

    def action_start(self):
        """Book what is missing in the background."""
        self.check_access("write")
        # sudo: whoever may write a run may start it; what is booked depends on the
        # documents alone
        self.sudo()._start()

    def action_retry(self):
        self.check_access("write")
        # sudo: whoever may write a run may have its failed parts tried again
        self.sudo()._retry()

    def action_cancel(self):
        self.check_access("write")
        # sudo: whoever may write a run may stop it
        self.sudo()._cancel()

    def action_refresh(self):
        """Show how far it is: the form reads the run again."""
        self.check_access("read")
        return True
