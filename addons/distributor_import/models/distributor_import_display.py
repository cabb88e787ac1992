# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from markupsafe import Markup

from odoo import api, fields, models

from ..reader import KINDS, make_plan
from .distributor_import_line import KINDS as KIND_LABELS

LIMIT_CREATED = 200
LIMIT_VALUE = 200


class DistributorImportDisplay(models.AbstractModel):
    """What an import shows: findings of the preview, counts and figures."""

    _name = "distributor.import.display"
    _description = "Display of an Import"

    counts_html = fields.Html("Preview", compute="_compute_counts_html", sanitize=False)
    result_html = fields.Html("Result", compute="_compute_result_html", sanitize=False)

    def _preview(self):
        """Store what the files say: errors, changes, counts."""
        self.ensure_one()
        channel = self._read_channel()
        # sudo: callers checked write access to the document
        document = self.sudo()
        document.line_ids.unlink()
        values = self._prepare_issues(channel)
        counts = False
        if not channel.errors:
            snapshot = document.env["distributor.import.snapshot"]._get_snapshot(
                self.company_id
            )
            plan = make_plan(channel, snapshot)
            counts = plan.get_counts()
            values += self._prepare_updates(plan) + self._prepare_creates(plan)
        document.env["distributor.import.line"].create(values)
        document.write(
            {
                "state": "previewed",
                "error_count": len(channel.errors),
                "counts": counts,
                "result": False,
                "message": False,
            }
        )

    def _prepare_issues(self, channel):
        Runner = self.env["distributor.import.runner"]
        return [
            {
                "import_id": self.id,
                "action": "warning" if issue.warning else "error",
                "kind": issue.file.removesuffix(".csv"),
                "file": issue.file,
                "line": issue.line,
                "column": issue.column,
                "value": issue.value,
                "reason": Runner._explain(issue),
            }
            for issue in channel.issues
        ]

    def _prepare_updates(self, plan):
        return [
            {
                "import_id": self.id,
                "action": "update",
                "kind": kind,
                "code": code,
                "column": change.field,
                "old_value": change.old[:LIMIT_VALUE],
                "new_value": change.new[:LIMIT_VALUE],
            }
            for kind, changed in plan.update.items()
            for code, changes in changed.items()
            for change in changes
        ]

    def _prepare_creates(self, plan):
        """New records by code; of very many the first ones, the counts say how many."""
        return [
            {"import_id": self.id, "action": "create", "kind": kind, "code": code}
            for kind, codes in plan.create.items()
            if kind != "order_lines"
            for code in codes[:LIMIT_CREATED]
        ]

    @api.depends("counts")
    @api.depends_context("lang")
    def _compute_counts_html(self):
        head = (
            "",
            self.env._("To Create"),
            self.env._("To Update"),
            self.env._("Unchanged"),
        )
        labels = self._get_kind_labels()
        for document in self:
            rows = [
                (labels[kind], *(count[key] for key in ("create", "update", "skip")))
                for kind in KINDS
                if (count := (document.counts or {}).get(kind))
            ]
            document.counts_html = self._render_table(head, rows) if rows else False

    def _get_kind_labels(self):
        field = self.env["distributor.import.line"]._fields["kind"]
        labels = dict(field._description_selection(self.env))
        return {kind: labels[kind] for kind, _label in KIND_LABELS}

    @api.depends("result")
    @api.depends_context("lang")
    def _compute_result_html(self):
        for document in self:
            result = document.result
            rows = document._get_result_rows(result) if result else []
            document.result_html = self._render_table(None, rows) if rows else False

    def _get_result_rows(self, result):
        money = self.company_id.currency_id.format
        commission = result["commission"]
        rows = [
            (self.env._("Orders"), result["orders"]),
            (self.env._("Order lines"), result["lines"]),
            (self.env._("Untaxed"), money(result["untaxed"])),
            (self.env._("Commission"), money(commission["total"])),
        ]
        rows += [
            (self.env._("… generation %s", generation), money(amount))
            for generation, amount in commission["by_generation"].items()
        ]
        return [
            *rows,
            (self.env._("Commission entries"), result["entries"]),
            (self.env._("Wallets"), result["wallets"]),
            (
                self.env._("Wallets that differ from the ledger"),
                result["wallet_differences"],
            ),
        ]

    @api.model
    def _render_table(self, head, rows):
        cell = Markup("<td class='text-end'>%s</td>")
        body = Markup("").join(
            Markup("<tr><td>%s</td>%s</tr>")
            % (row[0], Markup("").join(cell % value for value in row[1:]))
            for row in rows
        )
        header = Markup("")
        if head:
            header = Markup("<thead><tr><th>%s</th>%s</tr></thead>") % (
                head[0],
                Markup("").join(
                    Markup("<th class='text-end'>%s</th>") % value for value in head[1:]
                ),
            )
        table = Markup(
            "<table class='table table-sm w-auto'>%s<tbody>%s</tbody></table>"
        )
        return table % (header, body)
