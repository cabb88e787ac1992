# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorOrderFavourite(models.Model):
    """A product that a distributor wants to find again when it orders."""

    _name = "distributor.order.favourite"
    _description = "Favourite Product of a Distributor"
    _rec_name = "product_id"

    distributor_id = fields.Many2one(
        "distributor.distributor", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="distributor_id.company_id", store=True, index=True
    )
    product_id = fields.Many2one("product.product", required=True, ondelete="cascade")

    _product_uniq = models.Constraint(
        "UNIQUE (distributor_id, product_id)", "This product is a favourite already."
    )

    def _toggle(self, distributor, product):
        """Make a product a favourite, or take it back; return which it is now."""
        found = self.search(
            [
                ("distributor_id", "=", distributor.id),
                ("product_id", "=", product.id),
            ]
        )
        if found:
            found.unlink()
            return False
        self.create({"distributor_id": distributor.id, "product_id": product.id})
        return True
