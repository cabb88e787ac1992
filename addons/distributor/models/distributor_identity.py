# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from urllib.parse import quote, urlencode

from stdnum.cn import uscc

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class DistributorDistributor(models.Model):
    """Who it is before the law, and where it is on the map."""

    _inherit = "distributor.distributor"

    credit_code = fields.Char(
        copy=False,
        tracking=True,
        help="Number under which the company is registered; in China its unified social"
        " credit code (GB 32100), whose check digit is verified.",
    )
    contact_ids = fields.One2many(
        related="partner_id.child_ids", string="Contacts and Addresses", readonly=False
    )
    street2 = fields.Char(related="partner_id.street2", readonly=False)
    state_id = fields.Many2one(related="partner_id.state_id", readonly=False)
    partner_latitude = fields.Float(
        related="partner_id.partner_latitude", readonly=False
    )
    partner_longitude = fields.Float(
        related="partner_id.partner_longitude", readonly=False
    )
    date_localization = fields.Date(related="partner_id.date_localization")
    geo_accuracy = fields.Selection(related="partner_id.geo_accuracy")

    _credit_code_uniq = models.UniqueIndex(
        "(company_id, credit_code)"
        " WHERE credit_code IS NOT NULL AND active AND state <> 'terminated'",
        "Another distributor has this credit code already.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._normalise(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._normalise(vals))

    @api.model
    def _normalise(self, vals):
        """Return values whose credit code has capitals and no spaces."""
        if "credit_code" not in vals:
            return vals
        code = "".join((vals["credit_code"] or "").split()).upper()
        return {**vals, "credit_code": code or False}

    @api.constrains("credit_code", "partner_id", "country_id")
    def _check_credit_code(self):
        for distributor in self:
            code = distributor.credit_code
            if not code or distributor.partner_id.country_id.code != "CN":
                continue
            if not uscc.is_valid(code):
                raise ValidationError(
                    self.env._(
                        "Credit code %(code)s of %(distributor)s is no unified social"
                        " credit code: it has 18 characters, of which the last is a"
                        " check digit. Compare it with the business licence.",
                        code=code,
                        distributor=distributor.display_name,
                    )
                )

    @api.onchange("credit_code")
    def _onchange_credit_code(self):
        self.credit_code = self._normalise({"credit_code": self.credit_code})[
            "credit_code"
        ]

    def action_geolocate(self):
        """Ask the map service where the address is."""
        self.check_access("write")
        for distributor in self:
            distributor._check_write({"partner_latitude": 0})
            distributor.partner_id._find_position()

    def action_open_map(self):
        """Open the place in a map service that knows the country."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": self._get_map_url(),
            "target": "new",
        }

    def _get_map_url(self):
        """Return the address of a public map at the position, or at the address."""
        self.ensure_one()
        partner = self.partner_id
        lat, lon = partner.partner_latitude, partner.partner_longitude
        place = " ".join(
            part
            for part in (partner.state_id.name, partner.city, partner.street)
            if part
        )
        if not (lat or lon) and not place:
            raise UserError(
                self.env._("%s has neither a position nor an address.", self.name)
            )
        if partner.country_id.code == "CN":
            query = {"keyword": place}
            if lat or lon:
                query = {
                    "position": f"{lon:.6f},{lat:.6f}",
                    "name": self.name,
                    "coordinate": "wgs84",
                }
            path = "marker" if lat or lon else "search"
            return f"https://uri.amap.com/{path}?{urlencode(query)}"
        site = "https://www.openstreetmap.org"
        if lat or lon:
            return f"{site}/?mlat={lat:.6f}&mlon={lon:.6f}#map=17/{lat:.6f}/{lon:.6f}"
        return f"{site}/search?query={quote(place)}"
