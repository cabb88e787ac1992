# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorTerritoryPlace(models.Model):
    """One more place that a territory covers, so that it may cover three provinces."""

    _name = "distributor.territory.place"
    _description = "Further Place of a Territory"
    _inherit = ["distributor.territory.place.mixin"]
    _order = "territory_id, id"

    territory_id = fields.Many2one(
        "distributor.territory", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="territory_id.company_id", store=True)
    country_id = fields.Many2one(required=True)

    @api.depends("territory_id")
    def _compute_display_name(self):
        for place in self:
            place.display_name = place.territory_id.display_name

    @api.model_create_multi
    def create(self, vals_list):
        places = super().create([self._clean_vals(vals) for vals in vals_list])
        places.territory_id._check_unused()
        places.territory_id._update_map()
        return places

    def write(self, vals):
        territories = self.territory_id
        territories._check_unused()
        result = super().write(self._clean_vals(vals))
        (territories | self.territory_id)._update_map()
        return result

    def unlink(self):
        territories = self.territory_id
        territories._check_unused()
        result = super().unlink()
        territories.exists()._update_map()
        return result
