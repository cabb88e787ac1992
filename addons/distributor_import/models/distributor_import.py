# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..reader import FILES, ArchiveError, read_archive

FILE_FIELDS = {kind: f"{kind}_file" for kind in FILES}


class DistributorImport(models.Model):
    """A set of CSV files: uploaded, previewed, then loaded in the background."""

    _name = "distributor.import"
    _description = "Distribution Import"
    _inherit = ["distributor.import.display", "distributor.import.background"]
    _order = "id desc"

    name = fields.Char(
        required=True,
        default=lambda self: self.env._("Import of %s", fields.Date.today()),
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    user_id = fields.Many2one("res.users", "Started by", readonly=True, copy=False)
    state = fields.Selection(
        [
            ("draft", "Files"),
            ("previewed", "Preview"),
            ("running", "Running"),
            ("done", "Done"),
            ("failed", "Failed"),
        ],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
    )
    archive_file = fields.Binary("Zip Archive", copy=False)
    archive_file_name = fields.Char()
    territories_file = fields.Binary("Territories", copy=False)
    territories_file_name = fields.Char()
    distributors_file = fields.Binary("Distributors", copy=False)
    distributors_file_name = fields.Char()
    products_file = fields.Binary("Products", copy=False)
    products_file_name = fields.Char()
    orders_file = fields.Binary("Orders", copy=False)
    orders_file_name = fields.Char()
    order_lines_file = fields.Binary("Order Lines", copy=False)
    order_lines_file_name = fields.Char()
    wallets_file = fields.Binary(
        "Wallet Top-Ups",
        copy=False,
        help="Optional. Without it each order brings the money it needs; with it only"
        " these top-ups are booked, and an order the wallet cannot pay is refused.",
    )
    wallets_file_name = fields.Char()
    journal_id = fields.Many2one(
        "account.journal",
        "Bank Journal",
        domain="[('type', '=', 'bank'), ('company_id', 'parent_of', company_id)]",
        help="Where the top-ups were paid in. Empty: the first bank journal.",
    )
    line_ids = fields.One2many("distributor.import.line", "import_id", readonly=True)
    error_count = fields.Integer("Errors", readonly=True, copy=False)
    refused_count = fields.Integer("Refused", compute="_compute_refused_count")
    counts = fields.Json("Counts (Data)", readonly=True, copy=False)
    result = fields.Json("Figures (Data)", readonly=True, copy=False)
    message = fields.Text(readonly=True, copy=False)
    done_count = fields.Integer("Rows In", readonly=True, copy=False)
    total_count = fields.Integer("Rows to Load", readonly=True, copy=False)
    progress = fields.Float(compute="_compute_progress")
    date_started = fields.Datetime("Started", readonly=True, copy=False)
    date_finished = fields.Datetime("Finished", readonly=True, copy=False)

    @api.depends("line_ids.action")
    def _compute_refused_count(self):
        groups = self.env["distributor.import.line"]._read_group(
            [("import_id", "in", self.ids), ("action", "=", "refused")],
            ["import_id"],
            ["__count"],
        )
        counts = dict(groups)
        for document in self:
            document.refused_count = counts.get(document, 0)

    @api.depends("done_count", "total_count", "state")
    def _compute_progress(self):
        for document in self:
            if document.state == "done":
                document.progress = 100.0
            else:
                total = document.total_count or 1
                document.progress = 100.0 * document.done_count / total

    def write(self, vals):
        files = {*FILE_FIELDS.values(), "archive_file", "company_id", "journal_id"}
        if not files.isdisjoint(vals) and any(d.state != "draft" for d in self):
            raise UserError(
                self.env._("Go back to the files before you change one of them.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_running(self):
        if any(document.state == "running" for document in self):
            raise UserError(self.env._("An import that is running cannot be deleted."))

    def action_preview(self):
        """Read the files and show what an import would do; nothing is written."""
        self.check_access("write")
        for document in self:
            if document.state not in ("draft", "previewed"):
                raise UserError(self.env._("This import is past its preview."))
            document._preview()
        return True

    def action_import(self):
        """Start the import in the background, or go on with one that stopped."""
        self.check_access("write")
        for document in self:
            if document.state not in ("previewed", "failed", "done"):
                raise UserError(self.env._("Look at the preview first."))
            if document.error_count and document.state == "previewed":
                raise UserError(
                    self.env._(
                        "The files have %s errors. Correct them and upload again.",
                        document.error_count,
                    )
                )
        # sudo: write access was checked above; findings are not editable
        self.sudo().line_ids.filtered(lambda line: line.action == "refused").unlink()
        self.write(
            {
                "state": "running",
                "user_id": self.env.uid,
                "done_count": 0,
                "total_count": 0,
                "message": False,
                "date_started": fields.Datetime.now(),
                "date_finished": False,
            }
        )
        # sudo: waking the job is what the button is for; write access was checked
        self.env.ref("distributor_import.ir_cron_run").sudo()._trigger()
        return True

    def action_draft(self):
        """Back to the files."""
        self.check_access("write")
        if any(document.state == "running" for document in self):
            raise UserError(self.env._("The import is running."))
        # sudo: write access was checked above; findings are not editable
        self.sudo().line_ids.unlink()
        self.write(
            {
                "state": "draft",
                "error_count": 0,
                "counts": False,
                "result": False,
                "message": False,
            }
        )
        return True

    def action_view_orders(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("sale.action_orders")
        domain = [
            ("import_reference", "!=", False),
            ("company_id", "=", self.company_id.id),
        ]
        return dict(action, domain=domain, context={})

    def _get_contents(self):
        """Return {kind: bytes}; a single file goes before the one in the archive."""
        self.ensure_one()
        document = self.with_context(bin_size=False)
        contents = {}
        if document.archive_file:
            try:
                contents = read_archive(base64.b64decode(document.archive_file))
            except ArchiveError as error:
                raise UserError(
                    self.env._("The zip archive cannot be used: %s", error)
                ) from error
        for kind, name in FILE_FIELDS.items():
            # an empty file has a name and no content
            if document[name] or document[f"{name}_name"]:
                contents[kind] = base64.b64decode(document[name] or b"")
        if not contents:
            raise UserError(self.env._("Upload at least one file."))
        return contents

    def _read_channel(self):
        self.ensure_one()
        Runner = self.env["distributor.import.runner"]
        return Runner._read(self.company_id, self._get_contents())
