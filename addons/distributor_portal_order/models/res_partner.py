# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import csv

from odoo import api, models
from odoo.tools import file_open, ormcache

from ..engine.address_line import read_line
from ..engine.divisions import Divisions

FILE = "distributor_territory_cn/static/divisions/china.csv"


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _get_order_line_text(self):
        """Return an address in one line, as it is written in its country."""
        self.ensure_one()
        street = f"{self.street or ''} {self.street2 or ''}".strip()
        parts = [self.state_id.name, self.city, street]
        if self.country_id.code not in ("CN", "TW", "HK", "MO", False):
            parts = [street, self.city, self.zip, self.state_id.name]
            return ", ".join(filter(None, [*parts, self.country_id.name]))
        if self.city and self.city == self.state_id.name:
            parts[0] = ""
        return " ".join(filter(None, [*parts, self.zip]))

    @api.model
    @ormcache()
    def _get_divisions(self):
        """Return the divisions of China, read once."""
        with file_open(FILE) as file:
            rows = [
                (row["code"], row["name"], row["parent"])
                for row in csv.DictReader(file)
            ]
        return Divisions(rows)

    @api.model
    def _read_address_line(self, text):
        """Return the fields of the form of an address, from a line in Chinese."""
        parts = read_line(text, self._get_divisions())
        state = self.env["res.country.state"].search(
            [("country_id.code", "=", "CN"), ("name", "=", parts.province)], limit=1
        )
        return {
            "name": parts.name,
            "phone": parts.phone,
            "country_id": state.country_id.id or self.env.ref("base.cn").id,
            "state_id": state.id,
            "city": parts.city,
            "district": parts.district,
            "street": parts.street,
            "zip": parts.zip,
        }
