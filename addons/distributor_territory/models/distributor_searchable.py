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
        region = ({"operator": "child_of"}, "group_region")
        return {**super()._get_distributor_facets(), "distributor_territory_id": region}
