# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, http
from odoo.fields import Domain
from odoo.http import request
from odoo.tools.sql import escape_psql

from odoo.addons.distributor_portal.controllers.parameters import (
    ALL,
    read_choice,
    read_number,
    read_page,
    read_search,
)
from odoo.addons.distributor_portal.controllers.portal import DistributorPortal
from odoo.addons.portal.controllers.portal import pager

ORDER = "/my/distribution/order"
TABS = (ALL, "recent", "favourites")


class DistributorPortalChoose(DistributorPortal):
    """The first step of an order: what, and how much."""

    _order_step = 24

    @http.route(
        [ORDER, f"{ORDER}/page/<page>"],
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_order_choose(
        self, page=1, search=None, category=None, show=None, **kwargs
    ):
        search, show = read_search(search), read_choice(show, TABS)

        def prepare(distributor):
            categories = distributor._get_order_categories()
            chosen = categories.filtered(lambda one: one.id == read_number(category))
            products, found = self._get_order_page(
                distributor, search, chosen, show, page
            )
            cards = distributor._get_order_cards(products)
            currency = cards[0]["currency"] if cards else None
            return {
                "cards": cards,
                "pager": found,
                "search": search,
                "show": show,
                "category": chosen,
                "categories": categories,
                "rule": distributor._get_order_rule(),
                "basket": self._prepare_basket_values(distributor, currency),
            }

        return self._render_distributor_page(
            "distributor_portal_order.portal_order_choose",
            "order",
            prepare,
            right="order",
        )

    def _prepare_basket_values(self, distributor, currency=None):
        """Return what the browser keeps a basket by, and formats amounts with.

        :param currency: of its prices, when it is known already
        """
        currency = currency or distributor._get_price_currency(
            distributor._get_price_list_on(fields.Datetime.now())
        )
        return {
            "name": f"distributor_basket:{distributor.id}:{request.env.uid}",
            "currency": currency,
        }

    def _get_order_page(self, distributor, search, category, show, page):
        """Return (products, pager) of a page of what may be ordered."""
        domain = distributor._get_order_domain()
        ranked = None
        if show == "recent":
            ranked = distributor._get_recent_products()
        elif show == "favourites":
            ranked = distributor._get_favourite_products()
        if ranked is not None:
            domain &= Domain("id", "in", ranked.ids)
        if category:
            domain &= Domain("categ_id", "child_of", category.ids)
        if search:
            domain &= distributor._get_order_search_domain(search, escape_psql(search))
        model = distributor.env["product.product"]
        args = {"search": search, "show": show, "category": category.id}
        found = pager(
            url=ORDER,
            total=model.search_count(domain),
            page=read_page(page),
            step=self._order_step,
            url_args={key: value for key, value in args.items() if value},
        )
        products = model.search(
            domain,
            order="default_code, name, id",
            limit=self._order_step,
            offset=found["offset"],
        )
        if show == "recent":
            products = products.sorted(lambda one: ranked.ids.index(one.id))
        return products, found

    def _get_order_product(self, product_id):
        """Return (distributor, product), both of the visitor, else there is no page."""
        distributor = self._get_distributor()
        if not distributor or not distributor._user_can("order", request.env.user):
            raise request.not_found()
        product = distributor.env["product.product"].search(
            distributor._get_order_domain() & Domain("id", "=", read_number(product_id))
        )
        if not product:
            raise request.not_found()
        return distributor, product

    @http.route(
        f"{ORDER}/image/<product_id>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def portal_order_image(self, product_id, **kwargs):
        _distributor, product = self._get_order_product(product_id)
        stream = request.env["ir.binary"]._get_image_stream_from(product, "image_128")
        return stream.get_response(max_age=http.STATIC_CACHE)

    @http.route(
        f"{ORDER}/favourite", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_order_favourite(self, product=None, **kwargs):
        distributor, found = self._get_order_product(product)
        now = distributor.env["distributor.order.favourite"]._toggle(distributor, found)
        return request.make_json_response({"favourite": now})
