# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models

MAX_PRODUCTS = 20


class DistributorAuthorization(models.Model):
    """What a distributor, resolved from the session, may ask about where it sells."""

    _inherit = "distributor.authorization"

    def _get_portal_authorizations(self, distributor):
        """Return the authorisations of a distributor that hold today or will."""
        today = fields.Date.context_today(self)
        return self.search(
            [
                ("distributor_id", "=", distributor.id),
                ("state", "=", "approved"),
                "|",
                ("date_end", "=", False),
                ("date_end", ">=", today),
            ],
            order="date_start, id",
        )

    def _get_portal_products(self, distributor, text):
        """Return the first products on sale that a text names."""
        domain = [
            ("sale_ok", "=", True),
            ("company_id", "in", [distributor.company_id.id, False]),
        ]
        products = self.env["product.product"]
        found = products.search(
            [*domain, ("default_code", "=ilike", text)], limit=MAX_PRODUCTS
        )
        return found or products.search(
            [*domain, ("display_name", "ilike", text)], limit=MAX_PRODUCTS
        )

    def _get_portal_places(self, distributor):
        """Return the countries on the map of a distributor's company."""
        return self.env["res.country"].browse(
            country.id
            for [country] in self.env["distributor.territory"]._read_group(
                [
                    ("company_id", "=", distributor.company_id.id),
                    ("country_id", "!=", False),
                ],
                ["country_id"],
            )
        )
