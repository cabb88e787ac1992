# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models

from .price_page import ITEM_FIELDS, PAGE, SHELF, PricePage


class ProductPricelist(models.Model):
    """Prices a page of products with one query a price list, chained lists included.

    Every product is still priced by stock's `_compute_price_rule`; what changes is
    that the rules it asks for were read for the whole page.
    """

    _name = "product.pricelist"
    _inherit = ["product.pricelist", "distributor.price.explaining"]

    def _compute_price_rule(self, products, quantity, *, date=False, **kwargs):
        page = self.env.context.get(PAGE)
        if not self or not products or (page and page.covers(products)):
            return super()._compute_price_rule(products, quantity, date=date, **kwargs)
        date = date or fields.Datetime.now()
        page = self._get_shared_page(products, date, **kwargs) or PricePage(
            products, date, kwargs.get("distributor")
        )
        pricelist = self.with_context(**{PAGE: page})
        result = {}
        for product in products:
            result.update(
                super(ProductPricelist, pricelist)._compute_price_rule(
                    product, quantity, date=date, **kwargs
                )
            )
        return result

    def _get_shared_page(self, products, date, distributor=None, **kwargs):
        shelf = self.env.context.get(SHELF)
        return shelf and distributor and shelf.get_page(products, date, distributor)

    def _get_applicable_rules(self, products, date, **kwargs):
        page = self.env.context.get(PAGE)
        if not page or not self or not page.covers(products):
            return super()._get_applicable_rules(products, date, **kwargs)

        if page.explaining:  # all was read already, on whatever day it holds
            rules, _total = page.get_candidates(self, products, self._load_candidates)
            return rules._filter_on(date)

        def load():
            # as stock, and the rules are read with the search itself
            domain = self._get_applicable_rules_domain(
                products=page.products, date=date, **kwargs
            )
            return self.env["product.pricelist.item"].search_fetch(domain, ITEM_FIELDS)

        return page.get_rules(self, products, load)
