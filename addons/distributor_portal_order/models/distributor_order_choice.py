# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.fields import Domain

MAX_RECENT = 40


class DistributorOrderChoice(models.AbstractModel):
    """What a distributor may order, as a list with its own prices."""

    _name = "distributor.order.choice"
    _description = "What a Distributor May Order"

    def _get_order_domain(self):
        """Return the domain of the products that this distributor may order."""
        self.ensure_one()
        domain = self._get_price_list_domain() & Domain("type", "=", "consu")
        if self._get_exception_policy("product") == "refuse":
            domain &= self._get_authorized_domain()
        return domain

    def _get_authorized_domain(self):
        """Return the domain of what its authorisations of today cover."""
        if not self.company_id.authorization_in_use:
            return Domain.TRUE
        rights = self.env["distributor.authorization"]
        given = rights._get_given_domain(
            self.company_id, self._get_today(), self._get_today()
        )
        scopes = [
            Domain("id", "in", right.product_ids.ids)
            | Domain("categ_id", "child_of", right.categ_ids.ids)
            for right in rights.search(given & Domain("distributor_id", "=", self.id))
            if right.product_ids or right.categ_ids
        ]
        everything = rights.search_count(
            given
            & Domain("distributor_id", "=", self.id)
            & Domain("product_ids", "=", False)
            & Domain("categ_ids", "=", False),
            limit=1,
        )
        # who has no authorisation at all is told by its ship-to address
        return Domain.TRUE if everything or not scopes else Domain.OR(scopes)

    def _get_order_search_domain(self, search, pattern):
        """Return the domain of a name, a reference or a barcode.

        :param search: the text; pattern: the same, escaped for LIKE
        """
        return (
            Domain("name", "ilike", pattern)
            | Domain("default_code", "ilike", pattern)
            | Domain("barcode", "=", search)
            | Domain("product_uom_ids.barcode", "=", search)
        )

    def _get_recent_products(self):
        """Return what it ordered last, newest first."""
        self.ensure_one()
        lines = self.env["sale.order.line"]._read_group(
            [
                ("order_id.distributor_id", "=", self.id),
                ("company_id", "=", self.company_id.id),
                ("state", "=", "sale"),
                ("product_id", "!=", False),
            ],
            ["product_id"],
            ["order_id:max"],
            order="order_id:max desc",
            limit=MAX_RECENT,
        )
        return self.env["product.product"].union(*(product for product, _id in lines))

    def _get_favourite_products(self):
        self.ensure_one()
        favourites = self.env["distributor.order.favourite"]
        return favourites.search([("distributor_id", "=", self.id)]).product_id

    def _get_order_categories(self):
        """Return the categories in which it may order something."""
        groups = self.env["product.product"]._read_group(
            self._get_order_domain(), ["categ_id"]
        )
        categories = self.env["product.category"].union(*(one for [one] in groups))
        return categories.sorted("complete_name")

    def _get_order_cards(self, products):
        """Return what the list shows of each product: dict of product, price,
        currency, steps, unit, minimum, pack, step, stock, favourite and image."""
        favourites = self._get_favourite_products()
        hints = self._get_stock_hints(products)
        # whether there is one, not the picture itself
        pictured = products.with_context(bin_size=True).filtered("image_128")
        return [
            {
                **row,
                **self._get_order_sizes(row["product"]),
                "stock": hints.get(row["product"]),
                "favourite": row["product"] in favourites,
                "image": row["product"] in pictured,
            }
            for row in self._get_price_list_rows(products, told=False)
        ]

    def _get_order_sizes(self, product):
        """Return in which quantities a product is ordered."""
        template = product.product_tmpl_id
        pack = template._get_distributor_pack()
        return {
            "unit": product.uom_id.name,
            "minimum": template._round_distributor_quantity(0.0),
            "pack": template.distributor_pack_uom_id.name if pack else "",
            "step": pack or 1.0,
        }

    def _get_order_rule(self):
        return self.env["distributor.order.rule"]._get_for(self)

    def _get_last_order(self):
        """Return the newest order that was confirmed."""
        self.ensure_one()
        return self.env["sale.order"].search(
            [
                ("distributor_id", "=", self.id),
                ("company_id", "=", self.company_id.id),
                ("state", "=", "sale"),
                ("date_order", "<=", fields.Datetime.now()),
            ],
            order="date_order desc, id desc",
            limit=1,
        )
