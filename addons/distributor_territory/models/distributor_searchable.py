# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorSearchable(models.AbstractModel):
    """Lists of what belongs to distributors, by their region as well."""

    _inherit = "distributor.searchable"

    distributor_territory_id = fields.Many2one(
        related="distributor_id.territory_id", string="Region of the Distributor"
    )

    @api.model
    def _get_distributor_facets(self):
        facets = super()._get_distributor_facets()
        salesperson = facets.pop("distributor_user_id")
        return {
            **facets,
            "distributor_territory_id": ({"operator": "child_of"}, "group_region"),
            "distributor_user_id": salesperson,
        }
