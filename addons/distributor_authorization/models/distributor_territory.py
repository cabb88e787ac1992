# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorTerritory(models.Model):
    _inherit = "distributor.territory"

    authorization_ids = fields.One2many("distributor.authorization", "territory_id")
    authorization_count = fields.Integer(
        "Authorisations",
        compute="_compute_authorization_count",
        help="Authorisations for this territory and those it is divided into.",
    )

    @api.depends("authorization_ids")
    def _compute_authorization_count(self):
        counts = self.env["distributor.authorization"]._read_group(
            [("territory_id", "child_of", self.ids)], ["territory_id"], ["__count"]
        )
        for territory in self:
            path = territory.parent_path or "-"
            territory.authorization_count = sum(
                count for leaf, count in counts if leaf.parent_path.startswith(path)
            )

    def action_view_authorizations(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_authorization.distributor_authorization_action"
        )
        return dict(
            action,
            domain=[("territory_id", "child_of", self.id)],
            context={"default_territory_id": self.id},
        )
