# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from psycopg2 import Error as DatabaseError

from odoo import api, models
from odoo.exceptions import AccessError, UserError

from .distributor_exchange_columns import PARTNER, RowError

QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_notify_force_send": False,
}


class DistributorExchangeApply(models.AbstractModel):
    """Turns the rows of a sheet into changes of distributors, one row at a time.

    Each row is a savepoint: it comes in whole or not at all. A row that fails because
    it needs another row of the sheet is tried again after the others.
    """

    _name = "distributor.exchange.apply"
    _description = "Application of a Distributor Sheet"

    def _run_lines(self, lines):
        """Apply lines; the outcome stands on each."""
        for line, reason in self._run_each(lines, self._apply_line).items():
            line.write({"result": "refused", "reason": reason})

    def _undo_lines(self):
        """Take back the applied lines that nobody touched since, the last one first."""
        done = self.line_ids.filtered(lambda line: line.result == "done")
        lines = done.sorted("number", reverse=True)
        for line, reason in self._run_each(lines, self._undo_line).items():
            line.write({"result": "kept", "reason": reason})

    def _run_each(self, lines, function):
        """Call a function with each line in a savepoint, until no more succeed.

        :return: {line: why it failed}
        """
        maps = self._prepare_maps(self.company_id)
        pending = lines
        while pending:
            reasons = {}
            for line in pending:
                if reason := self._run_one(line, maps, function):
                    reasons[line] = reason
            if len(reasons) in (0, len(pending)):
                return reasons
            pending = pending.filtered(reasons.get)
        return {}

    def _run_one(self, line, maps, function):
        """Return why the function refused the line, or nothing."""
        try:
            with self.env.cr.savepoint():
                function(line, maps)
                self.env.flush_all()
        except (RowError, UserError, AccessError) as error:
            self.env.invalidate_all()
            return str(error)
        except DatabaseError as error:
            self.env.invalidate_all()
            return self._get_database_reason(error)
        return None

    @api.model
    def _get_database_reason(self, error):
        constraint = getattr(error.diag, "constraint_name", None) or ""
        for model in ("distributor.distributor", "res.partner"):
            table = self.env[model]._table
            known = self.env[model]._table_objects.get(constraint)
            if known and constraint.startswith(table):
                return known.get_error_message(self.env[model], error.diag)
        return str(error).splitlines()[0]

    def _apply_line(self, line, maps):
        """Create or change the distributor of a line.

        :raise RowError, UserError: says what is wrong with the row
        """
        values = self._parse_changes(line, maps)
        distributor = line.distributor_id
        if line.action == "create":
            distributor = self._create_distributor(line, values)
        elif self._format_row(distributor)["check"] != line.check_before:
            raise RowError(
                self.env._("It was changed in Odoo meanwhile: check the sheet again.")
            )
        else:
            self._write_distributor(distributor, values)
        maps["upline"][distributor.code] = distributor.id
        line.write(
            {
                "distributor_id": distributor.id,
                "code": distributor.code,
                "result": "done",
                "reason": False,
                "check_after": self._format_row(distributor)["check"],
            }
        )

    def _parse_changes(self, line, maps):
        """Return {target: values} of the changed cells of a line."""
        columns = {column.key: column for column in self._get_columns()}
        values = {}
        for change in line.changes or []:
            column = columns[change["key"]]
            if column.required and not change["new"]:
                raise RowError(self.env._("%s cannot be empty.", column.label))
            field, value = self._parse_cell(column.key, change["new"], line.cells, maps)
            values.setdefault(column.target, {})[field] = value
        return values

    def _create_distributor(self, line, values):
        own = values.get("distributor", {})
        for column in self._get_columns():
            if column.required and not line.cells.get(column.key):
                raise RowError(self.env._("%s cannot be empty.", column.label))
        partner = self.env["res.partner"].create(
            {"is_company": True, **values.get(PARTNER, {})}
        )
        vals = {
            **own,
            "partner_id": partner.id,
            "company_id": self.company_id.id,
            "parent_id": values.get("tree", {}).get("upline_id", False),
        }
        if line.cells.get("code"):
            self._check_text("code", line.cells["code"])
            vals["code"] = line.cells["code"]
        return self.env["distributor.distributor"].create(vals)

    def _write_distributor(self, distributor, values):
        if partner_values := values.get(PARTNER):
            distributor.partner_id.write(partner_values)
        if own := values.get("distributor"):
            distributor.write(own)
        if "tree" in values:
            upline = distributor.browse(values["tree"]["upline_id"] or ())
            # every caller checked that the user is a distribution manager
            distributor._set_upline(upline, distributor._get_today())

    def _undo_line(self, line, maps):
        """Take back one line if nobody changed its distributor since."""
        distributor = line.distributor_id.exists()
        if not distributor:
            raise RowError(self.env._("The distributor was deleted."))
        if self._format_row(distributor)["check"] != line.check_after:
            raise RowError(self.env._("It was changed since; it stays as it is."))
        if line.action == "create":
            partner = distributor.partner_id
            if distributor.order_count or distributor.state != "applicant":
                raise RowError(self.env._("It is in use; it stays as it is."))
            line.write({"distributor_id": False, "result": "undone"})
            distributor.unlink()
            partner.unlink()
            return
        cells = self._format_row(distributor)
        values = {}
        columns = {column.key: column for column in self._get_columns()}
        for change in line.changes:
            cells[change["key"]] = change["old"]
        for change in line.changes:
            field, value = self._parse_cell(change["key"], change["old"], cells, maps)
            values.setdefault(columns[change["key"]].target, {})[field] = value
        self._write_distributor(distributor, values)
        line.result = "undone"
