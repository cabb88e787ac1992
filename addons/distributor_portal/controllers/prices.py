# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import math

from odoo import http
from odoo.http import content_disposition, request
from odoo.tools.sql import escape_psql

from odoo.addons.distributor_price.models.spreadsheet import XLSX

from .parameters import read_search
from .portal import HOME, DistributorPortal

MAX_QUANTITY = 1e6


def read_quantity(value):
    """Return a quantity above zero; 1 for whatever is none."""
    try:
        quantity = float(str(value or 1).replace(",", "."))
    except ValueError:
        return 1.0
    return quantity if math.isfinite(quantity) and 0 < quantity <= MAX_QUANTITY else 1.0


class DistributorPortalPrices(DistributorPortal):
    @http.route(
        [f"{HOME}/prices", f"{HOME}/prices/page/<page>"],
        type="http",
        auth="user",
        website=True,
    )
    def portal_distribution_prices(self, page=1, search=None, quantity=None, **kwargs):
        search, quantity = read_search(search), read_quantity(quantity)

        def prepare(distributor):
            url_args = {"search": search, "quantity": f"{quantity:g}"}
            products, found = self._search_page(
                distributor.env["product.product"],
                list(distributor._get_price_list_domain(escape_psql(search))),
                "default_code, name, id",
                "prices",
                page,
                url_args,
            )
            return {
                "rows": distributor._get_price_list_rows(products, quantity),
                "pager": found,
                "search": search,
                "quantity": quantity,
                "url_args": url_args,
            }

        return self._render_distributor_page(
            "distributor_portal.portal_distribution_prices", "prices", prepare
        )

    @http.route(f"{HOME}/prices.xlsx", type="http", auth="user", website=True)
    def portal_distribution_prices_download(self, search=None, quantity=None, **kwargs):
        distributor = self._get_distributor()
        if not distributor or not distributor._user_can("view", request.env.user):
            raise request.not_found()
        content = distributor._make_price_list(
            read_quantity(quantity), escape_psql(read_search(search))
        )
        return request.make_response(
            content,
            [
                ("Content-Type", XLSX),
                (
                    "Content-Disposition",
                    content_disposition(f"{distributor.code}.xlsx"),
                ),
            ],
        )
