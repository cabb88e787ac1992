# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..engine.matcher import split_zips

PLACE = ("country_id", "state_id", "city", "district", "zip_prefix")


class DistributorTerritoryPlaceMixin(models.AbstractModel):
    """What describes a place; a part that is not filled fits all."""

    _name = "distributor.territory.place.mixin"
    _description = "Description of a Place"

    country_id = fields.Many2one("res.country", index="btree_not_null")
    state_id = fields.Many2one(
        "res.country.state", domain="[('country_id', '=?', country_id)]"
    )
    city = fields.Char(
        help="As in addresses; upper or lower case is the same. Several spellings are"
        " separated by commas: 杭州市, 杭州."
    )
    district = fields.Char(
        help="A part of the city, as a street begins with it: 西湖区. Several"
        " spellings are separated by commas."
    )
    zip_prefix = fields.Char(
        "ZIP Codes Starting With",
        help="One or more beginnings of zip codes, separated by commas: 200, 2013.",
    )
    coverage = fields.Char("Covers", compute="_compute_coverage")

    @api.depends(*PLACE)
    @api.depends_context("lang")
    def _compute_coverage(self):
        for place in self:
            place.coverage = place._describe_place()

    def _describe_place(self):
        zips = self.zip_prefix
        parts = [
            self.country_id.name,
            self.state_id.name,
            self.city,
            self.district,
            zips and self.env._("ZIP %(zips)s…", zips=zips.replace(",", "…, ")),
        ]
        return ", ".join(part for part in parts if part)

    @api.onchange("state_id")
    def _onchange_state_id(self):
        if self.state_id:
            self.country_id = self.state_id.country_id

    @api.onchange("country_id")
    def _onchange_country_id(self):
        if self.state_id.country_id != self.country_id:
            self.state_id = False

    @api.constrains(*PLACE)
    def _check_country_id(self):
        for place in self:
            country, state = place.country_id, place.state_id
            if any(place[name] for name in PLACE[1:]) and not country:
                raise ValidationError(
                    self.env._(
                        "Territory %s: a state, city, district or zip code needs a"
                        " country.",
                        place.display_name,
                    )
                )
            if state and state.country_id != country:
                raise ValidationError(
                    self.env._(
                        "Territory %(territory)s: %(state)s is not in %(country)s.",
                        territory=place.display_name,
                        state=state.name,
                        country=country.name,
                    )
                )

    @api.model
    def _clean_vals(self, vals):
        if vals.get("zip_prefix"):
            return dict(vals, zip_prefix=",".join(split_zips(vals["zip_prefix"])))
        return vals
