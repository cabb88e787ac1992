# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import base64
import hashlib
import json

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import float_repr, format_date

from ..sheet import write_statement

REPORT = "distributor_statement.distributor_statement_report"


class DistributorStatementSeal(models.AbstractModel):
    """The papers of a statement, and the hashes that prove they were not changed."""

    _name = "distributor.statement.seal"
    _description = "Papers and Hashes of Statements"

    xlsx_file = fields.Binary("XLSX", compute="_compute_xlsx_file")
    xlsx_file_name = fields.Char(compute="_compute_xlsx_file")

    @api.depends_context("lang")
    @api.depends("name", "line_ids")
    def _compute_xlsx_file(self):
        for statement in self:
            statement.xlsx_file = base64.b64encode(statement._get_xlsx())
            statement.xlsx_file_name = f"{statement._get_file_name()}.xlsx"

    def _get_file_name(self):
        return self.name.replace("/", "-")

    def _get_xlsx(self):
        """Return the statement as a workbook, in the distributor's language."""
        self.ensure_one()
        localized = self.with_context(lang=self._get_lang())
        env = localized.env
        head = [
            (env._("Statement of account"), localized.name),
            (env._("Company"), localized.company_id.name),
            (
                env._("Distributor"),
                f"{localized.distributor_id.name} ({localized.distributor_id.code})",
            ),
            (
                env._("Period"),
                f"{format_date(env, localized.date_start)}"
                f" – {format_date(env, localized.date_end)}",
            ),
            (env._("Currency"), localized.currency_id.name),
        ]
        labels = [
            env._("Date"),
            env._("Movement"),
            env._("Document"),
            env._("Remark"),
            env._("Amount"),
            env._("Balance"),
        ]
        sections = [
            (
                section["title"],
                [line._get_sheet_row() for line in localized._get_lines_of(section)],
            )
            for section in localized._get_sections()
        ]
        places = localized.currency_id.decimal_places
        return write_statement(env._("Statement"), head, labels, sections, places)

    def _get_lines_of(self, section):
        return (
            section["opening_line"]
            | section["movements"]
            | section["closing_line"]
            | section["holds"]
        )

    def _seal(self):
        """Print statements and keep the hashes of the paper and of the figures."""
        reports = self.env["ir.actions.report"].sudo()
        for statement in self:
            localized = reports.with_context(lang=statement._get_lang())
            content, kind = localized._render_qweb_pdf(REPORT, statement.ids)
            # sudo: part of sending, which the callers checked; the file is readable by
            # whoever may read the statement, and final
            file = (
                self.env["ir.attachment"]
                .sudo()
                .create(
                    {
                        "name": f"{statement._get_file_name()}.{kind}",
                        "raw": content,
                        "mimetype": "application/pdf" if kind == "pdf" else "text/html",
                        "res_model": statement._name,
                        "res_id": statement.id,
                    }
                )
            )
            statement.sudo().write(
                {
                    "pdf_id": file.id,
                    "pdf_hash": hashlib.sha256(file.raw).hexdigest(),
                    "data_hash": statement._get_data_hash(),
                }
            )

    def _get_data_hash(self):
        return hashlib.sha256(self._get_canonical_data()).hexdigest()

    def _get_canonical_data(self):
        """Return the figures in a form that does not depend on language or names."""
        self.ensure_one()
        places = self.currency_id.decimal_places
        lines = [
            [
                line.section,
                line.wallet_id.id or 0,
                line.kind,
                line.movement or "",
                fields.Date.to_string(line.date),
                line.document or "",
                line.note or "",
                float_repr(line.amount, places),
                float_repr(line.balance or 0.0, places),
            ]
            for line in self.line_ids.sorted("sequence")
        ]
        data = {
            "company": self.company_id.id,
            "currency": self.currency_id.name,
            "distributor": self.distributor_id.id,
            "from": fields.Date.to_string(self.date_start),
            "lines": lines,
            "name": self.name,
            "until": fields.Date.to_string(self.date_end),
            "version": self.version,
        }
        return json.dumps(
            data, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        ).encode()

    def _get_seal_problems(self):
        """Compute the hashes anew; return [(statement, what differs)], none if well."""
        problems = []
        # sudo: only hashes of files are compared, for statements the caller may read
        for statement in self.filtered("data_hash").sudo():
            raw = statement.pdf_id.raw or b""
            if hashlib.sha256(raw).hexdigest() != statement.pdf_hash:
                problems.append((statement, self.env._("the PDF")))
            if statement._get_data_hash() != statement.data_hash:
                problems.append((statement, self.env._("the figures")))
        return problems

    def action_check_seal(self):
        """Say whether papers and figures are those that were sent."""
        self.check_access("read")
        problems = self._get_seal_problems()
        if problems:
            raise UserError(
                self.env._(
                    "Not what was sent: %s. Restore it from a backup, and find out who"
                    " changed it.",
                    ", ".join(f"{one.name}: {what}" for one, what in problems),
                )
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("PDF and figures are exactly those sent."),
            },
        }

    def action_download_xlsx(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/xlsx_file?download=true"
            "&filename_field=xlsx_file_name",
        }
