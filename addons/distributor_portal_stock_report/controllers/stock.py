# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from uuid import uuid4

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.distributor_portal.controllers.parameters import (
    read_amount,
    read_choice,
    read_key,
    read_number,
    read_search,
)
from odoo.addons.distributor_portal_order.engine.quantities import number
from odoo.addons.distributor_restock.controllers.restock import (
    RESTOCK,
    DistributorPortalRestock,
)

STOCK = "/my/distribution/stock"
PREFIX = "have-"
DECIMALS = 4
PLACE = ("search", "after", "before")


class DistributorPortalStock(DistributorPortalRestock):
    """What a distributor has: counted on its phone, product by product."""

    def _render_stock(self, values, typed=None, error=""):
        """Answer with the page.

        :param values: what an address or the form chooses of the list, and its page
        """

        def prepare(distributor):
            found = self._prepare_list(distributor, "counts", values)
            return {
                **found,
                "rows": [
                    {
                        "product": row["product"],
                        "counted": number(row["count"].quantity)
                        if row["count"]
                        else "",
                        "note": distributor._tell_count(row["product"], row["count"]),
                    }
                    for row in found["rows"]
                ],
                "place": self._read_place(values),
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

    def _read_place(self, values):
        """Return what an address carries to come back to the same rows."""
        place = {name: read_search(values.get(name)) for name in PLACE}
        return {name: value for name, value in place.items() if value}

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
    def portal_stock(self, page=None, **kwargs):
        return self._render_stock(kwargs)

    @http.route(
        f"{STOCK}/save", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_stock_save(self, key=None, back=None, **form):
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
            return self._render_stock(form, typed, error)
        except UserError as refused:
            return self._render_stock(form, typed, str(refused))
        request.session["distributor_stock_saved"] = (
            request.env._("Saved: %s.", ", ".join(counts.product_id.mapped("name")))
            if counts
            else request.env._("Nothing was counted.")
        )
        if read_choice(back, ("restock",), "") == "restock":
            return request.redirect(RESTOCK, code=303)
        return request.redirect_query(STOCK, self._read_place(form), 303)
