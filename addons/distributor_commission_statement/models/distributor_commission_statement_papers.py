# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import base64
from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import format_date, formatLang

from ..sheet import write_commission

REPORT = "distributor_commission_statement.distributor_commission_statement_report"
PRINTED = 2000  # lines on paper; above it they are summed up, and the sheet has all
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class DistributorCommissionStatementPapers(models.AbstractModel):
    """The statement as PDF and as XLSX, in the language of the distributor."""

    _name = "distributor.commission.statement.papers"
    _description = "Papers of Commission Statements"

    statement_xlsx = fields.Binary(
        "Statement (XLSX)", compute="_compute_statement_xlsx"
    )

    @api.depends("line_ids", "state")
    def _compute_statement_xlsx(self):
        for settlement in self:
            content = settlement._get_statement_xlsx() if settlement.id else b""
            settlement.statement_xlsx = base64.b64encode(content) or False

    def _get_statement_name(self):
        """Return the name of the files, without what they are."""
        self.ensure_one()
        return self.name.replace("/", "-")

    def _get_statement_files(self, kinds=("pdf", "xlsx")):
        """Return the statement as files; callers check who may have them.

        :param kinds: which of pdf and xlsx
        :return: list of (name, content, mimetype)
        """
        self.ensure_one()
        makers = {"pdf": self._get_statement_pdf, "xlsx": self._get_statement_xlsx}
        files = []
        for kind in kinds:
            content, mimetype = makers[kind](), XLSX
            if kind == "pdf":
                content, kind, mimetype = content
            files.append((f"{self._get_statement_name()}.{kind}", content, mimetype))
        return files

    def _get_statement_pdf(self):
        """Return (content, extension, mimetype); a page of HTML when tests print."""
        # sudo: callers may read the settlement, and printing shows no more
        reports = self.env["ir.actions.report"].sudo()
        localized = reports.with_context(lang=self._get_statement_lang())
        content, kind = localized._render_qweb_pdf(REPORT, self.ids)
        return content, kind, "application/pdf" if kind == "pdf" else "text/html"

    def _get_statement_xlsx(self):
        """Return the statement as a workbook."""
        self.ensure_one()
        localized = self._localize()
        env = localized.env
        summary = [
            (row["label"], row["amount"], row["text"], row["is_total"])
            for row in localized._get_statement_summary()
        ]
        rows = (
            localized._get_sheet_row(line)
            for line in localized._iterate_statement_lines()
        )
        return write_commission(
            [env._("Summary"), env._("Lines")],
            localized._get_statement_head(),
            summary,
            localized._get_sheet_labels(),
            rows,
            localized.currency_id.decimal_places,
        )

    def _get_statement_head(self):
        """Return (label, text) of what stands above the figures."""
        env, distributor = self.env, self.beneficiary_id
        return [
            (env._("Commission statement"), self.name),
            (env._("Company"), self.company_id.name),
            (env._("Distributor"), f"{distributor.name} ({distributor.code})"),
            (
                env._("Period"),
                f"{format_date(env, self.date_start)}"
                f" – {format_date(env, self.date_end)}",
            ),
            (env._("Plan"), self.plan_id.name),
            (env._("Currency"), self.currency_id.name),
        ]

    def _get_sheet_labels(self):
        env = self.env
        return [
            env._("Date"),
            env._("Kind"),
            env._("Order"),
            env._("Document"),
            env._("Product"),
            env._("Basis"),
            env._("Basis Is"),
            env._("Rate"),
            env._("Rate Is"),
            env._("Rule"),
            env._("Remark"),
            env._("Amount"),
            env._("Total of the lines"),
        ]

    def _get_sheet_row(self, line):
        return [
            line["date"],
            line["kind_label"],
            line["order_name"],
            line["document"],
            line["product"],
            line["basis"],
            line["basis_label"],
            line["rate"],
            line["rate_label"],
            line["rule"],
            line["remark"],
            self.currency_id.round(line["amount"]),
        ]

    # what the paper shows

    def _get_paper(self):
        """Return what the paper prints of the lines.

        :return: dict with columns (full, order or day), count, lines, and the rules of
            full ones or a note of the others
        """
        self.ensure_one()
        count = sum(number for number, _sum in self._fetch_statement_sums().values())
        if count > PRINTED:
            note = self.env._(
                "This statement has %(count)s lines, which are summed up here. The"
                " workbook (XLSX) that comes with it has every line with its document,"
                " basis, rate and rule.",
                count=f"{count:,}",
            )
            return {"count": count, "note": note, **self._get_short_lines()}
        rules, lines = {}, []
        for line in self._iterate_statement_lines():
            if line["rule"]:
                number = rules.setdefault(line["rule"], len(rules) + 1)
                line["rule_number"] = number
            lines.append(self._get_paper_line(line))
        return {"count": count, "columns": "full", "lines": lines, "rules": list(rules)}

    def _get_paper_line(self, line):
        rate = ""
        if line["rate"] is not None:
            unit = line["rate_label"]
            rate = f"{line['rate']:g} {unit}"
        return {
            "date": format_date(self.env, line["date"]),
            "document": line["document"],
            "order": line["order_name"],
            "kind": "" if line["kind"] == "accrual" else line["kind_label"],
            "product": line["product"],
            "remark": line["remark"],
            "basis": self._format_basis(line),
            "rate": rate,
            "rule": line.get("rule_number", ""),
            "amount": self._format_amount(line["amount"]),
            "is_negative": line["amount"] < 0,
        }

    def _format_basis(self, line):
        if line["basis"] is None:
            return ""
        if line["basis_kind"] == "quantity":
            return f"{line['basis']:g}"
        return self._format_amount(line["basis"])

    def _format_amount(self, amount):
        return formatLang(self.env, amount, digits=self.currency_id.decimal_places)

    def _get_short_lines(self):
        """Return the lines summed up by order, or by day when these are too many."""
        by_order, by_day = defaultdict(lambda: [0, 0.0]), defaultdict(lambda: [0, 0.0])
        for line in self._iterate_statement_lines():
            day = line["date"]
            for sums, key in (
                (by_order, (day, line["order_name"], line["document"])),
                (by_day, (day, "", "")),
            ):
                sums[key][0] += 1
                sums[key][1] += line["amount"]
        columns, sums = ("order", by_order)
        if len(by_order) > PRINTED:
            columns, sums = ("day", by_day)
        lines = [
            {
                "date": format_date(self.env, day),
                "order": order,
                "document": document,
                "count": count,
                "amount": self._format_amount(amount),
                "is_negative": amount < 0,
            }
            for (day, order, document), (count, amount) in sums.items()
        ]
        return {"columns": columns, "lines": lines}
