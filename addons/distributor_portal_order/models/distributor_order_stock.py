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
        free = stocked._get_free_quantities(self._get_order_warehouse())
        return {
            product: self._describe_stock(product, free[product.id])
            for product in stocked
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

    def _check_stock(self, order):
        """Return what a distributor is told where an order wants more than is free.

        :param order: the order of a basket, not saved
        :return: dict of lines {line: dict of text and quantity, that could be taken
            instead or 0}, refusals and approvals (sentences)
        """
        policy = self._get_exception_policy("stock")
        result = {"lines": {}, "refusals": [], "approvals": []}
        if policy == "allow":
            return result
        name = {"ask": "approvals", "refuse": "refusals"}[policy]
        for line, free in order._find_shortages().items():
            product = line.product_id._origin
            text = self._tell_stock_shortage(product, free)
            result["lines"][line] = {
                "text": text,
                "quantity": self._get_stock_instead(product, free),
            }
            gone = product.uom_id.is_zero(free)
            result[name].append(self._tell_stock_policy(policy, product, text, gone))
        return result

    def _tell_stock_shortage(self, product, free):
        """Return how many there are, as far as this distributor is told."""
        shown = self.company_id.distributor_stock_policy
        if shown == "none":
            return self.env._("So many cannot be delivered now.")
        if product.uom_id.is_zero(free):
            return self.env._("Out of stock.")
        if shown == "bands":
            return self.env._("There are not so many in stock.")
        return self.env._(
            "Only %(quantity)s %(unit)s in stock.",
            quantity=number(free),
            unit=product.uom_id.name,
        )

    def _get_stock_instead(self, product, free):
        """Return the most that can be ordered of what is free, if it is told."""
        if self.company_id.distributor_stock_policy != "exact":
            return 0.0
        return product.product_tmpl_id._get_most_quantity(free)

    def _tell_stock_policy(self, policy, product, text, gone):
        if policy == "ask":
            return self.env._(
                "%(product)s: %(text)s The brand decides whether it is delivered"
                " later.",
                product=product.display_name,
                text=text,
            )
        if gone and self.company_id.distributor_stock_policy != "none":
            return self.env._(
                "%(product)s: %(text)s Please leave it out.",
                product=product.display_name,
                text=text,
            )
        return self.env._(
            "%(product)s: %(text)s Take less, or leave it out.",
            product=product.display_name,
            text=text,
        )
