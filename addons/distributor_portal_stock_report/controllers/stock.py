# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from uuid import uuid4

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools.sql import escape_psql

from odoo.addons.distributor_portal.controllers.parameters import (
    read_amount,
    read_choice,
    read_key,
    read_number,
    read_page,
    read_search,
)
from odoo.addons.distributor_portal_order.engine.quantities import number
from odoo.addons.distributor_restock.controllers.restock import (
    RESTOCK,
    DistributorPortalRestock,
)
from odoo.addons.portal.controllers.portal import pager

STOCK = "/my/distribution/stock"
PREFIX = "have-"
DECIMALS = 4


class DistributorPortalStock(DistributorPortalRestock):
    """What a distributor has: counted on its phone, product by product."""

    _stock_step = 40

    def _prepare_stock_page(self, distributor, search, page):
        """Return values of a page of the products that a distributor counts."""
        domain = distributor._get_report_domain()
        if search:
            domain &= distributor._get_order_search_domain(search, escape_psql(search))
        model = distributor.env["product.product"]
        found = pager(
            url=STOCK,
            total=model.search_count(domain),
            page=read_page(page),
            step=self._stock_step,
            url_args={"search": search} if search else None,
        )
        products = model.search(
            domain,
            order="default_code, name, id",
            limit=self._stock_step,
            offset=found["offset"],
        )
        counts = distributor._get_last_counts(products)
        return {
            "rows": [
                {
                    "product": product,
                    "counted": number(counts[product].quantity)
                    if product in counts
                    else "",
                    "note": distributor._tell_count(product, counts.get(product)),
                }
                for product in products
            ],
            "pager": found,
            "search": search,
        }

    def _render_stock(self, search="", page=1, typed=None, error=""):
        def prepare(distributor):
            return {
                **self._prepare_stock_page(distributor, read_search(search), page),
                "typed": typed or {},
                "error": error,
                "saved": request.session.pop("distributor_stock_saved", ""),
                "key": uuid4().hex,
            }

        return self._render_distributor_page(
            "distributor_portal_stock_report.portal_stock",
            "order",
            prepare,
            right="order",
        )

    def _prepare_restock_values(self, distributor):
        return {
            **super()._prepare_restock_values(distributor),
            "key": uuid4().hex,
            "saved": request.session.pop("distributor_stock_saved", ""),
        }

    @http.route(
        [STOCK, f"{STOCK}/page/<page>"],
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_stock(self, page=1, search=None, **kwargs):
        return self._render_stock(search, page)

    @http.route(
        f"{STOCK}/save", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_stock_save(self, key=None, back=None, search=None, page=1, **form):
        distributor = self._get_restock_distributor()
        typed = {
            read_number(name.removeprefix(PREFIX)): str(value).strip()
            for name, value in form.items()
            if name.startswith(PREFIX) and str(value).strip()
        }
        try:
            quantities = {
                product_id: read_amount(value, DECIMALS)
                for product_id, value in typed.items()
            }
            counts = distributor._count_stock(
                request.env.user, quantities, read_key(key) or uuid4().hex
            )
        except ValueError:
            error = request.env._("A quantity is no number. Write it as 12 or 2.5.")
            return self._render_stock(search, page, typed, error)
        except UserError as refused:
            return self._render_stock(search, page, typed, str(refused))
        request.session["distributor_stock_saved"] = (
            request.env._("Saved: %s.", ", ".join(counts.product_id.mapped("name")))
            if counts
            else request.env._("Nothing was counted.")
        )
        if read_choice(back, ("restock",), "") == "restock":
            return request.redirect(RESTOCK, code=303)
        search, page = read_search(search), read_page(page)
        url = f"{STOCK}/page/{page}" if page > 1 else STOCK
        return request.redirect_query(url, {"search": search} if search else {}, 303)
