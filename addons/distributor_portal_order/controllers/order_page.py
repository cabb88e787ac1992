# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http
from odoo.http import request

from odoo.addons.distributor_portal.controllers.parameters import read_number

from ..engine.quantities import write_lines
from .order_check import DistributorPortalCheck
from .order_choose import ORDER


class DistributorPortalAgain(DistributorPortalCheck):
    """Begins the second step with quantities that come from elsewhere."""

    def _open_order_check(self, lines, notes=()):
        """Lead to the second step with quantities that something proposed.

        :param lines: {product id: quantity}
        :param notes: sentences shown once above it
        """
        request.session["distributor_order_notes"] = list(notes)
        return request.redirect_query(
            f"{ORDER}/check", {"lines": write_lines(lines)}, code=303
        )

    @http.route(
        f"{ORDER}/again/<order_id>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_order_again(self, order_id, **kwargs):
        distributor = self._get_distributor()
        if not distributor or not distributor._user_can("order", request.env.user):
            raise request.not_found()
        order = distributor.env["sale.order"].search(
            [
                *distributor._get_portal_order_domain(),
                ("id", "=", read_number(order_id)),
            ]
        )
        if not order:
            raise request.not_found()
        return self._open_order_check(order._get_again_lines())
