# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import base64

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.distributor.sheet import SheetError, read_sheet


class DistributorExchangeDifferences(models.AbstractModel):
    """Reads an edited sheet and says where it differs from Odoo."""

    _name = "distributor.exchange.differences"
    _description = "Differences of a Sheet of Distributors"
    _inherit = "distributor.exchange.columns"

    def _read_rows(self):
        content = base64.b64decode(self.with_context(bin_size=False).upload_file)
        try:
            return read_sheet(content)
        except SheetError as error:
            raise UserError(self._get_sheet_reason(error)) from error

    @api.model
    def _get_sheet_reason(self, error):
        reasons = {
            "not_xlsx": self.env._("The file is no XLSX workbook."),
            "no_keys": self.env._(
                "The first, hidden row with the keys of the columns is missing. Edit a"
                " sheet that Odoo wrote."
            ),
            "repeated_column": self.env._(
                "Column “%s” is there twice.", error.params.get("column")
            ),
            "too_many_rows": self.env._(
                "The sheet has more than %s rows.", error.params.get("limit")
            ),
            "too_big": self.env._(
                "The file is larger than %s MB.", error.params.get("limit")
            ),
        }
        return reasons[error.code]

    def _prepare_lines(self, rows):
        """Return (values of the lines that differ, number of rows that do not)."""
        codes = [cells.get("code") for _number, cells in rows]
        known = {
            one.code: one
            for one in self.env["distributor.distributor"].search(
                [("company_id", "=", self.company_id.id), ("code", "in", codes)]
            )
        }
        values, same, seen = [], 0, set()
        for number, cells in rows:
            code = cells.get("code")
            line = self._prepare_line(number, cells, known.get(code))
            if code and code in seen:
                line = line or {"exchange_id": self.id, "number": number, "code": code}
                line["action"] = "refuse"
                line["reason"] = self.env._("Code %s is in the sheet twice.", code)
            seen.add(code)
            if line:
                values.append(line)
            else:
                same += 1
        return values, same

    def _prepare_line(self, number, cells, distributor):
        """Return the values of a line, or nothing when the row changes nothing."""
        before = self._format_row(distributor) if distributor else {}
        changes = [
            {
                "key": column.key,
                "label": column.label,
                "old": before.get(column.key, ""),
                "new": cells[column.key],
            }
            for column in self._get_columns()
            if column.editable
            and column.key in cells
            and cells[column.key] != before.get(column.key, "")
        ]
        if distributor and not changes:
            return None
        values = {
            "exchange_id": self.id,
            "number": number,
            "code": cells.get("code"),
            "name": cells.get("name") or before.get("name"),
            "distributor_id": distributor.id if distributor else False,
            "action": "change" if distributor else "create",
            "cells": {**before, **cells},
            "changes": changes,
            "check_before": before.get("check"),
        }
        if distributor and cells.get("check") not in (None, "", before["check"]):
            values["action"] = "refuse"
            values["reason"] = self.env._(
                "It was changed in Odoo since the sheet was written: write a new sheet."
            )
        return values
