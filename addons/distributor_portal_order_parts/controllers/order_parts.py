# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http
from odoo.http import request

from odoo.addons.distributor_portal.controllers.portal import HOME, DistributorPortal

PAGE = f"{HOME}/orders/<order>"


class DistributorPortalParts(DistributorPortal):
    """What an order of the visitor's distributor became, and what became of it."""

    def _find_order(self, number, right="order"):
        """Return an order that the visitor's distributor sees, or none."""
        return self._find_own(
            "sale.order",
            number,
            lambda distributor: distributor._get_portal_order_domain(),
            right,
        )

    def _get_parts_url(self, order):
        return f"{HOME}/orders/{order.id}/parts"

    @http.route(
        f"{PAGE}/parts", type="http", auth="user", website=True, methods=["GET"]
    )
    def portal_order_parts(self, order, **kwargs):
        found = self._find_order(order, "view")
        if not found:
            return request.not_found()

        def prepare(distributor):
            parts = found | found._get_portal_parts(request.env.user)
            parts = parts.sorted("id")
            undoable = found._get_undoable_orders()
            may = distributor._user_can("order", request.env.user)
            return {
                "order": found,
                "parts": parts,
                "waiting": {one: one._get_portal_waiting_texts() for one in parts},
                "merged": undoable,
                "may_undo": may
                and undoable
                and not distributor._get_parting_blockers(found),
                "notice": request.session.pop("distributor_notice", None),
            }

        return self._render_distributor_page(
            "distributor_portal_order_parts.portal_order_parts", "orders", prepare
        )
