# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from .distributor_exchange_apply import QUIET

DIRECT = 200  # rows applied while the user waits; more run in the background
TRIED = 1000  # rows whose application is tried for the preview
UNDO_HOURS = 24


class DistributorExchange(models.Model):
    """A sheet of distributors: written, edited, checked, applied, and undone.

    Nothing changes before the difference list was shown; each row is applied whole or
    refused with its reason; within a day, rows that nobody touched are taken back.
    """

    _name = "distributor.exchange"
    _description = "Sheet of Distributors"
    _inherit = [
        "distributor.exchange.differences",
        "distributor.exchange.apply",
        "mail.thread",
    ]
    _order = "id desc"

    name = fields.Char(
        required=True,
        default=lambda self: self.env._(
            "Sheet of %s", format_date(self.env, fields.Date.context_today(self))
        ),
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    user_id = fields.Many2one("res.users", "Applied By", readonly=True, copy=False)
    state = fields.Selection(
        [
            ("draft", "Sheet"),
            ("checked", "Differences"),
            ("running", "Running"),
            ("applied", "Applied"),
            ("undone", "Undone"),
        ],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    export_file = fields.Binary("Sheet to Edit", readonly=True, copy=False)
    export_file_name = fields.Char()
    export_count = fields.Integer("Distributors in the Sheet", readonly=True)
    upload_file = fields.Binary("Edited Sheet", copy=False)
    upload_file_name = fields.Char()
    line_ids = fields.One2many("distributor.exchange.line", "exchange_id", "Rows")
    created_count = fields.Integer("New", compute="_compute_counts")
    changed_count = fields.Integer("Changed", compute="_compute_counts")
    refused_count = fields.Integer("Refused", compute="_compute_counts")
    todo_count = fields.Integer("To Do", compute="_compute_counts")
    same_count = fields.Integer("Unchanged", readonly=True, copy=False)
    date_applied = fields.Datetime("Applied On", readonly=True, copy=False)
    can_undo = fields.Boolean(compute="_compute_can_undo")
    progress = fields.Float(compute="_compute_counts")

    @api.depends("line_ids.action", "line_ids.result")
    def _compute_counts(self):
        for exchange in self:
            lines = exchange.line_ids
            refused = lines.filtered(
                lambda line: line.action == "refuse" or line.result == "refused"
            )
            good = lines - refused
            todo = good.filtered(lambda line: line.result == "todo")
            exchange.refused_count = len(refused)
            exchange.created_count = len(good.filtered(lambda x: x.action == "create"))
            exchange.changed_count = len(good.filtered(lambda x: x.action == "change"))
            exchange.todo_count = len(todo)
            exchange.progress = 100.0 * (1 - len(todo) / len(good)) if good else 100.0

    @api.depends("state", "date_applied")
    def _compute_can_undo(self):
        limit = fields.Datetime.now() - timedelta(hours=UNDO_HOURS)
        for exchange in self:
            exchange.can_undo = (
                exchange.state == "applied"
                and bool(exchange.date_applied)
                and exchange.date_applied >= limit
            )

    def write(self, vals):
        if "upload_file" in vals and any(one.state != "draft" for one in self):
            raise UserError(self.env._("Go back to the sheet before you change it."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_applied(self):
        if any(one.state in ("running", "applied") for one in self):
            raise UserError(
                self.env._("A sheet that was applied is kept as the proof of it.")
            )

    def _check_manager(self):
        self.ensure_one()
        self.check_access("write")
        if not self.env.user.has_group("distributor.distributor_group_manager"):
            raise AccessError(
                self.env._("Only a distribution manager changes many distributors.")
            )

    def action_check(self):
        """Compare the edited sheet with Odoo and show the differences."""
        self._check_manager()
        if self.state not in ("draft", "checked"):
            raise UserError(self.env._("This sheet was applied already."))
        if not self.upload_file:
            raise UserError(self.env._("Upload the edited sheet first."))
        self.line_ids.unlink()
        lines, same = self._prepare_lines(self._read_rows())
        self.line_ids = self.env["distributor.exchange.line"].create(lines)
        self.write({"state": "checked", "same_count": same})
        self._try_lines()
        return True

    def action_draft(self):
        self._check_manager()
        if self.state != "checked":
            raise UserError(self.env._("This sheet was applied already."))
        self.line_ids.unlink()
        self.state = "draft"
        return True

    def action_apply(self):
        """Apply the rows: a few at once, many in the background."""
        self._check_manager()
        if self.state != "checked":
            raise UserError(self.env._("Check the sheet first."))
        self.write({"state": "running", "user_id": self.env.uid})
        if self.todo_count <= DIRECT:
            self._run_lines(self._get_todo_lines())
            self._finish()
        else:
            # sudo: waking the job is what the button is for; the right was checked
            self.env.ref("distributor_bulk.ir_cron_exchange").sudo()._trigger()
        return True

    def action_undo(self):
        """Take back each row whose distributor nobody changed since."""
        self._check_manager()
        if not self.can_undo:
            raise UserError(
                self.env._("A sheet is undone within %s hours.", UNDO_HOURS)
            )
        self._undo_lines()
        self.state = "undone"
        return True

    def _get_todo_lines(self):
        return self.line_ids.filtered(
            lambda line: line.action != "refuse" and line.result == "todo"
        )

    def _finish(self):
        refused = self.line_ids.filtered(lambda line: line.action == "refuse")
        refused.write({"result": "refused"})
        self.write({"state": "applied", "date_applied": fields.Datetime.now()})

    def _try_lines(self):
        """Apply the rows and roll back, so that the preview knows every refusal."""
        lines = self._get_todo_lines()
        if len(lines) > TRIED:
            return
        refused = {}
        point = self.env.cr.savepoint(flush=True)
        try:
            self.with_context(**QUIET)._run_lines(lines.with_context(**QUIET))
            refused = {
                line.id: line.reason for line in lines if line.result == "refused"
            }
            self.env.flush_all()
        finally:
            self.env.invalidate_all(flush=False)
            point.rollback()
            point.close(rollback=False)
        for line in self.line_ids.filtered(lambda one: one.id in refused):
            line.write({"action": "refuse", "reason": refused[line.id]})

    @api.model
    def _cron_run(self, batch_size=50):
        """Apply running sheets, oldest first, in committed batches."""
        cron = self.env["ir.cron"]
        running = self.search([("state", "=", "running")], order="id")
        cron._commit_progress(remaining=sum(running.mapped("todo_count")))
        for exchange in running:
            # sudo: the manager who pressed the button could write the document then;
            # distributors are changed in that user's name and with its rights
            mine = exchange.with_user(exchange.user_id).with_company(
                exchange.company_id
            )
            while lines := mine._get_todo_lines()[:batch_size]:
                mine._run_lines(lines)
                if not cron._commit_progress(len(lines)):
                    return
            mine._finish()
            cron._commit_progress(1)
