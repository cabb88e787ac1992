# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

from ..engine.quantities import number

PLENTY, LOW, OUT = "plenty", "low", "out"


class DistributorOrderStock(models.AbstractModel):
    """How much of a product there is, as far as a distributor is told."""

    _name = "distributor.order.stock"
    _description = "Stock Shown to Distributors"

    def _get_order_warehouse(self):
        """Return the warehouse that would serve an order of this distributor."""
        self.ensure_one()
        order = self.env["sale.order"].new(
            {"partner_id": self.partner_id.id, "company_id": self.company_id.id}
        )
        return order.warehouse_id

    def _get_stock_hints(self, products):
        """Return {product: (band, text)}; of what is not stocked nothing is said."""
        self.ensure_one()
        company = self.company_id
        stocked = products.filtered("is_storable")
        if company.distributor_stock_policy == "none" or not stocked:
            return {}
        warehouse = self._get_order_warehouse()
        located = stocked.with_context(warehouse_id=warehouse.id)
        return {
            product: self._describe_stock(product, one.free_qty)
            for product, one in zip(stocked, located, strict=True)
        }

    def _describe_stock(self, product, free):
        company = self.company_id
        band = PLENTY
        if product.uom_id.compare(free, 0.0) <= 0:
            band = OUT
        elif product.uom_id.compare(free, company.distributor_stock_low) <= 0:
            band = LOW
        if company.distributor_stock_policy == "exact" and band != OUT:
            return band, self.env._(
                "%(quantity)s %(unit)s in stock",
                quantity=number(free),
                unit=product.uom_id.name,
            )
        return band, {
            PLENTY: self.env._("In stock"),
            LOW: self.env._("Low stock"),
            OUT: self.env._("Out of stock"),
        }[band]
