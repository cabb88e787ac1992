# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import base64

from odoo import fields, models
from odoo.exceptions import AccessError

from odoo.addons.distributor.sheet import write_sheet


class DistributorDistributor(models.Model):
    _inherit = "distributor.distributor"

    def _get_last_upline(self):
        """Return the upline of the last row of the history, planned moves included."""
        self.ensure_one()
        return self.upline_ids.sorted("date_start")[-1:].upline_id

    def action_exchange(self):
        """Write the distributors into a sheet to edit, and open its document."""
        if not self.env.user.has_group("distributor.distributor_group_manager"):
            raise AccessError(
                self.env._("Only a distribution manager changes many distributors.")
            )
        self.check_access("read")
        exchange = self.env["distributor.exchange"].create(
            {"company_id": (self.company_id[:1] or self.env.company).id}
        )
        columns = exchange._get_columns()
        rows = [
            [cells[column.key] for column in columns]
            for cells in map(
                exchange._format_row,
                self.filtered(lambda one: one.company_id == exchange.company_id),
            )
        ]
        content = write_sheet(
            self.env._("Distributors"),
            [(column.key, column.label, column.editable) for column in columns],
            rows,
        )
        exchange.write(
            {
                "export_file": base64.b64encode(content),
                "export_file_name": f"distributors-{fields.Date.today()}.xlsx",
                "export_count": len(rows),
            }
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": "distributor.exchange",
            "res_id": exchange.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
