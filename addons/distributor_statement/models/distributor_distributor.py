# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorDistributor(models.Model):
    _inherit = "distributor.distributor"

    # how many there are is shown to whoever may read the distributor
    statement_count = fields.Integer(
        "Statements", compute="_compute_statement_count", compute_sudo=True
    )

    def _compute_statement_count(self):
        groups = dict(
            self.env["distributor.statement"]._read_group(
                [("distributor_id", "in", self.ids), ("state", "!=", "replaced")],
                ["distributor_id"],
                ["__count"],
            )
        )
        for distributor in self:
            distributor.statement_count = groups.get(distributor, 0)

    def action_view_statements(self):
        """Open the statements of this distributor."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_statement.distributor_statement_action"
        )
        return dict(action, domain=[("distributor_id", "=", self.id)], context={})
