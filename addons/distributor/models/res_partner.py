# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import UserError

ADDRESS = {"street", "zip", "city", "state_id", "country_id"}
POSITION = {"partner_latitude", "partner_longitude"}


class ResPartner(models.Model):
    _inherit = "res.partner"

    geo_accuracy = fields.Selection(
        [
            ("address", "Street Address"),
            ("city", "City Only"),
            ("manual", "Set by Hand"),
        ],
        "Accuracy",
        groups="base.group_user",
        help="How exact the position on the map is.",
    )

    def write(self, vals):
        names = set(vals)
        if "geo_accuracy" not in names:
            if names & POSITION:
                by_hand = "date_localization" not in names
                vals = {**vals, "geo_accuracy": "manual" if by_hand else False}
                if by_hand:
                    vals["date_localization"] = fields.Date.context_today(self)
            elif names & ADDRESS:
                # the stock module forgets the position of another address
                vals = {**vals, "geo_accuracy": False, "date_localization": False}
        return super().write(vals)

    def _find_position(self):
        """Ask the map service for the address, or else for its city.

        :raise UserError: names the partner whose address is not found
        """
        self.ensure_one()
        partner = self.with_context(lang="en_US")
        geocoder = self.env["base.geocoder"]
        country = partner.country_id.name
        place = {"city": partner.city, "state": partner.state_id.name}
        parts = {"street": partner.street, "zip": partner.zip, **place}
        accuracy = "address" if partner.street else "city"
        found = geocoder.geo_find(
            geocoder.geo_query_address(**parts, country=country), force_country=country
        )
        if not found and accuracy == "address" and partner.city:
            accuracy = "city"
            found = geocoder.geo_find(
                geocoder.geo_query_address(**place, country=country),
                force_country=country,
            )
        if not found:
            raise UserError(
                self.env._(
                    "The map service does not find the address of %s. Correct it, or"
                    " enter the position by hand.",
                    self.display_name,
                )
            )
        self.write(
            {
                "partner_latitude": found[0],
                "partner_longitude": found[1],
                "geo_accuracy": accuracy,
                "date_localization": fields.Date.context_today(self),
            }
        )
