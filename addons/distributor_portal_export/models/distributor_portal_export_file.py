# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import base64

from odoo import fields, models
from odoo.tools import format_date

from ..sheet import write_list

REPORT = "distributor_portal_export.distributor_portal_export_report"
LANDSCAPE = 5  # more columns than this lie across


class DistributorPortalExportFile(models.AbstractModel):
    """What is printed of an export, as a workbook or on paper."""

    _name = "distributor.portal.export.file"
    _description = "File of an Export"

    content = fields.Binary("File", attachment=True, readonly=True)
    file_name = fields.Char(readonly=True)

    def _make_file(self):
        self.ensure_one()
        localized = self.with_context(lang=self.lang, tz=self.tz)
        content = localized._get_xlsx() if self.kind == "xlsx" else localized._get_pdf()
        today = self._get_distributor()._get_today()
        self.write(
            {
                "content": base64.b64encode(content),
                "file_name": f"{self.distributor_id.code}-{self.list_name}-{today}"
                f".{self.kind}",
            }
        )

    def _get_xlsx(self):
        columns = self._get_columns()
        return write_list(
            self.name,
            self._get_head(),
            [(column.label, column.kind) for column in columns],
            self._iter_rows(),
            self._get_total_rows(columns),
            {
                key: (currency.symbol, currency.position, currency.decimal_places)
                for key, currency in self._get_currencies().items()
            },
        )

    def _get_pdf(self):
        # sudo: what is printed was read by `_step`, which checked the right to it
        reports = self.env["ir.actions.report"].sudo()
        content, _kind = reports._render_qweb_pdf(REPORT, self.ids)
        return content

    def _get_columns(self):
        return self._get_list()._get_columns(self._get_distributor(), self.user_id)

    def _get_head(self):
        """Return [(label, text)]: whose rows these are, of when, and which."""
        distributor, shown = self._get_distributor(), self._get_list()
        chosen = shown._read(distributor, self.chosen)
        return [
            (self.env._("List"), self.name),
            (self.env._("Company"), self.company_id.name),
            (
                self.env._("Distributor"),
                f"{distributor.name} ({distributor.code})",
            ),
            (
                self.env._("As of"),
                format_date(self.env, distributor._get_today()),
            ),
            *shown._get_words(chosen),
            (self.env._("Rows"), str(self.done_count)),
        ]

    def _iter_rows(self):
        for part in self.part_ids:
            yield from part.rows
            part.invalidate_recordset(["rows"])

    def _get_currencies(self):
        """Return {key: currency} of those a part may name."""
        currencies = self.env["res.currency"].search([("active", "in", [True, False])])
        return {str(currency.id): currency for currency in currencies}

    def _get_total_rows(self, columns):
        """Return the rows of totals, one for each currency."""
        sums = self.sums or {}
        keys = sorted({key for own in sums.values() for key in own}, key=int)
        currencies = self._get_currencies()
        rows = []
        for key in keys:
            row = [
                [currencies[key].round(sums[str(place)].get(key, 0.0)), key]
                if str(place) in sums
                else None
                for place in range(len(columns))
            ]
            if row[0] is None:
                row[0] = self.env._("Total")
            rows.append(row)
        return rows

    # on paper

    def _is_landscape(self):
        return len(self._get_columns()) > LANDSCAPE

    def _get_printed(self):
        """Return columns, rows and totals as texts."""
        self.ensure_one()
        columns, currencies = self._get_columns(), self._get_currencies()
        return {
            "columns": columns,
            "head": self._get_head(),
            "rows": (
                self._print_row(columns, row, currencies) for row in self._iter_rows()
            ),
            "totals": [
                self._print_row(columns, row, currencies)
                for row in self._get_total_rows(columns)
            ],
        }

    def _print_row(self, columns, row, currencies):
        return [
            self._print_cell(column.kind, cell, currencies)
            for column, cell in zip(columns, row, strict=True)
        ]

    def _print_cell(self, kind, cell, currencies):
        if cell is None:
            return ""
        if isinstance(cell, list):
            amount, key = cell
            return currencies[key].format(amount)
        if kind == "date" and cell[:4].isdigit():
            return format_date(self.env, cell)
        return f"{cell:g}" if kind == "number" else cell
