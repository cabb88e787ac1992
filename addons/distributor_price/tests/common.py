# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from odoo.addons.distributor_territory.tests.common import TerritoryCommon
from odoo.addons.product.models.product_pricelist import ProductPricelist
from odoo.addons.product.models.product_pricelist_item import ProductPricelistItem

STOCK = {
    "product.pricelist": (
        ProductPricelist,
        ("_compute_price_rule", "_get_applicable_rules"),
    ),
    "product.pricelist.item": (ProductPricelistItem, ("_is_applicable_for",)),
}


class PriceCommon(TerritoryCommon):
    """Some products in a tree of categories, and a distributor that buys them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tea = cls.env["product.category"].create({"name": "T-Tea"})
        cls.green = cls.env["product.category"].create(
            {"name": "T-Green", "parent_id": cls.tea.id}
        )
        cls.cup = cls.env["product.category"].create({"name": "T-Cup"})
        cls.products = cls.env["product.product"].create(
            [
                {
                    "name": f"T-Goods {number}",
                    "type": "consu",
                    "invoice_policy": "order",
                    "list_price": 10.0 * number,
                    "standard_price": 4.0 * number,
                    "categ_id": category.id,
                    "taxes_id": False,
                }
                for number, category in enumerate(
                    (cls.tea, cls.green, cls.green, cls.cup), start=1
                )
            ]
        )
        cls.goods = cls.products[0]
        cls.dealer.territory_id = cls.pudong

    @classmethod
    def _create_list(cls, name, *items, **kw):
        values = {"name": name, "item_ids": [(0, 0, item) for item in items], **kw}
        return cls.env["product.pricelist"].create(values)

    @classmethod
    def _give_list(cls, *items, distributor=None, **kw):
        """Give a distributor a contract price list with some rules."""
        distributor = distributor or cls.dealer
        pricelist = cls._create_list(kw.pop("name", "T-Own"), *items, **kw)
        cls._create_price(pricelist, distributor_id=distributor)
        return pricelist

    @contextmanager
    def _as_stock(self):
        """Price with stock Odoo's own code alone."""
        with ExitStack() as stack:
            for model, (stock, names) in STOCK.items():
                for name in names:
                    stack.enter_context(
                        patch.object(self.registry[model], name, vars(stock)[name])
                    )
            yield
