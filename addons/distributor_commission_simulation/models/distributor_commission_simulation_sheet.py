# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import base64
import re

from odoo import api, fields, models

from ..sheet import write_simulation

SUMS = ["amount_simulated:sum", "amount_actual:sum", "difference:sum", "basis:sum"]


class DistributorCommissionSimulationSheet(models.AbstractModel):
    """The result of a simulation as a workbook."""

    _name = "distributor.commission.simulation.sheet"
    _description = "Workbook of a Commission Simulation"

    xlsx_file = fields.Binary("XLSX", compute="_compute_xlsx_file")
    xlsx_file_name = fields.Char(compute="_compute_xlsx_file")

    @api.depends("state")
    @api.depends_context("lang")
    def _compute_xlsx_file(self):
        for simulation in self:
            done = simulation.state == "done"
            book = simulation._get_xlsx() if done else b""
            simulation.xlsx_file = base64.b64encode(book)
            # what no file system takes
            name = re.sub(r'[\\/:*?"<>|]+', "-", simulation.name or "")
            simulation.xlsx_file_name = f"{name}.xlsx"

    def _get_xlsx(self):
        """Return the bytes of the workbook, in the language of the user."""
        self.ensure_one()
        groups = [
            (self.env._("Level"), "level_id"),
            (self.env._("Territory"), "territory_id"),
            (self.env._("Product"), "product_id"),
            (self.env._("Distributor"), "beneficiary_id"),
        ]
        sheets = [(self.env._("Total"), [], self._get_total_rows())]
        sheets += [self._get_group_sheet(label, field) for label, field in groups]
        sheets.append(self._get_findings_sheet())
        return write_simulation(sheets, self.currency_id.decimal_places)

    def _get_total_rows(self):
        """Return (label, value) of the head and of each figure."""
        names = ("net_sales", "amount_simulated", "amount_actual", "difference")
        names += ("rate_simulated", "rate_actual", "bonus_amount", "cap_count")
        names += ("cap_amount", "limit_count", "limit_amount", "done_count")
        figures = [
            (self._fields[name]._description_string(self.env), self[name])
            for name in names
        ]
        head = [
            (self.env._("Plan version"), self.version_id.display_name),
            (self.env._("From"), str(self.date_from)),
            (self.env._("To"), str(self.date_to)),
            (self.env._("Currency"), self.currency_id.name),
        ]
        return head + figures

    def _get_group_sheet(self, label, field):
        lines = self.env["distributor.commission.simulation.line"]
        groups = lines._read_group([("simulation_id", "=", self.id)], [field], SUMS)
        rows = [
            (record.display_name or self.env._("None"), *sums)
            for record, *sums in groups
        ]
        labels = [
            lines._fields[name.split(":")[0]]._description_string(self.env)
            for name in SUMS
        ]
        rows.sort(key=lambda row: -row[3])
        return label, [label, *labels], rows

    def _get_findings_sheet(self):
        version = self.version_id
        severities = dict(
            version._fields["worst_finding"]._description_selection(self.env)
        )
        labels = [self.env._("Finding"), self.env._("What It Does")]
        labels.append(self.env._("Rests On"))
        rows = [
            (found["text"], severities[found["severity"]], found["citation"])
            for found in version._get_findings()
        ]
        return self.env._("Guard rails"), labels, rows

    def action_download_xlsx(self):
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/xlsx_file?download=true"
            "&filename_field=xlsx_file_name",
        }
