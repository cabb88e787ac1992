# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http
from odoo.http import content_disposition, request
from odoo.tools.sql import escape_psql

from odoo.addons.distributor_price.models.spreadsheet import XLSX

from ..models.distributor_portal_list_prices import read_quantity
from .parameters import read_search
from .portal import HOME, DistributorPortal


class DistributorPortalPrices(DistributorPortal):
    @http.route(
        [f"{HOME}/prices", f"{HOME}/prices/page/<page>"],
        type="http",
        auth="user",
        website=True,
    )
    def portal_distribution_prices(self, page=None, **kwargs):
        def prepare(distributor):
            found = self._prepare_list(distributor, "prices", kwargs)
            return {
                **found,
                "search": found["listing"]["chosen"]["search"],
                "quantity": read_quantity(kwargs.get("quantity")),
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
