# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..engine.quantities import round_down, round_up


class ProductTemplate(models.Model):
    _inherit = "product.template"

    distributor_min_qty = fields.Float(
        "Least Quantity for Distributors",
        digits="Product Unit",
        help="In the unit of the product. 0: any quantity.",
    )
    distributor_pack_uom_id = fields.Many2one(
        "uom.uom",
        "Distributors Order By",
        domain="[('id', 'in', uom_ids)]",
        help="A packaging of the product: quantities are rounded up to whole ones."
        " Empty: by the unit.",
    )

    _distributor_min_qty_check = models.Constraint(
        "CHECK (distributor_min_qty >= 0)",
        "The least quantity for distributors cannot be negative.",
    )

    @api.constrains("distributor_pack_uom_id", "uom_id")
    def _check_distributor_pack_uom_id(self):
        for product in self:
            pack = product.distributor_pack_uom_id
            if pack and not pack._has_common_reference(product.uom_id):
                raise ValidationError(
                    self.env._(
                        "%(product)s is counted in %(unit)s, which cannot be packed in"
                        " %(pack)s.",
                        product=product.display_name,
                        unit=product.uom_id.name,
                        pack=pack.name,
                    )
                )

    def _get_distributor_pack(self):
        """Return how many units a distributor orders at once, 0 for any number."""
        self.ensure_one()
        pack = self.distributor_pack_uom_id
        return pack._compute_quantity(1.0, self.uom_id, round=False) if pack else 0.0

    def _round_distributor_quantity(self, quantity):
        """Return the least quantity a distributor may order that is enough."""
        return round_up(
            quantity, self.distributor_min_qty, self._get_distributor_pack()
        )

    def _get_most_quantity(self, quantity):
        """Return the most a distributor may order that is not more than this, or 0."""
        return round_down(
            quantity, self.distributor_min_qty, self._get_distributor_pack()
        )
