# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, http
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.distributor_portal.controllers.parameters import read_number
from odoo.addons.distributor_portal.controllers.portal import DistributorPortal

ORDER = "/my/distribution/order"


class DistributorPortalChoose(DistributorPortal):
    """The first step of an order: what, and how much."""

    @http.route(
        [ORDER, f"{ORDER}/page/<page>"],
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_order_choose(self, page=None, **kwargs):
        def prepare(distributor):
            found = self._prepare_list(distributor, "goods", kwargs, totals=False)
            cards = found["rows"]
            currency = cards[0]["currency"] if cards else None
            return {
                **found,
                "cards": cards,
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
