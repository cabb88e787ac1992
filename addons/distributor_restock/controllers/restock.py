# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http
from odoo.http import request

from odoo.addons.distributor_portal_order.controllers.order_page import (
    DistributorPortalAgain,
)
from odoo.addons.distributor_portal_order.engine.quantities import (
    number,
    read_lines,
)

RESTOCK = "/my/distribution/restock"
PREFIX = "qty-"


class DistributorPortalRestock(DistributorPortalAgain):
    """What to order again: by one tap, or looked at first."""

    def _get_restock_distributor(self):
        distributor = self._get_distributor()
        if not distributor or not distributor._user_can("order", request.env.user):
            raise request.not_found()
        return distributor

    def _render_restock(self, error=""):
        def prepare(distributor):
            last = distributor._get_last_order()
            rows = distributor._get_restock_rows(last)
            return {
                "rows": [
                    {
                        **row,
                        **distributor._get_order_sizes(row["product"]),
                        "asked": number(row["proposal"].quantity),
                        "formula": distributor._tell_restock_formula(row),
                        "reasons": distributor._explain_restock(row),
                    }
                    for row in rows
                ],
                "proposed": distributor._get_restock_lines(rows),
                "basis": distributor._tell_restock_basis(rows) if rows else "",
                "last_order": last,
                "error": error,
                **self._prepare_restock_values(distributor),
            }

        return self._render_distributor_page(
            "distributor_restock.portal_restock", "order", prepare, right="order"
        )

    def _prepare_restock_values(self, distributor):
        """Return more values of the page; a hook."""
        return {}

    @http.route(RESTOCK, type="http", auth="user", website=True, methods=["GET"])
    def portal_restock(self, **kwargs):
        return self._render_restock()

    @http.route(
        f"{RESTOCK}/order", type="http", auth="user", website=True, methods=["GET"]
    )
    def portal_restock_order(self, **kwargs):
        distributor = self._get_restock_distributor()
        rows = distributor._get_restock_rows()
        lines = distributor._get_restock_lines(rows)
        if not lines:
            return request.redirect(RESTOCK, code=303)
        return self._open_order_check(lines, [distributor._tell_restock_basis(rows)])

    @http.route(
        f"{RESTOCK}/check", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_restock_check(self, **form):
        self._get_restock_distributor()
        parts = [
            f"{name.removeprefix(PREFIX)}-{str(value).strip()}"
            for name, value in form.items()
            if name.startswith(PREFIX) and str(value).strip()
        ]
        try:
            lines = read_lines("_".join(parts))
        except ValueError:
            return self._render_restock(
                request.env._("A quantity is no number. Write it as 12 or 2.5.")
            )
        if not lines:
            return self._render_restock(
                request.env._("Enter a quantity for one product at least.")
            )
        # which products these may be is decided there
        return self._open_order_check(lines)
