# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http

from ..models.distributor_distributor import FINISHED
from .portal import HOME, DistributorPortal


class DistributorPortalOrder(DistributorPortal):
    @http.route(
        # numbered pages were bookmarked: they show the first one
        [f"{HOME}/orders", f"{HOME}/orders/page/<page>"],
        type="http",
        auth="user",
        website=True,
    )
    def portal_distribution_orders(self, page=None, **kwargs):
        def prepare(distributor):
            found = self._prepare_list(distributor, "orders", kwargs)
            return {
                **found,
                "orders": found["rows"],
                # of what is finished the state says it all
                "timelines": found["rows"]
                .filtered(lambda order: order.channel_state not in FINISHED)
                ._get_channel_timelines(),
            }

        return self._render_distributor_page(
            "distributor_portal.portal_distribution_orders", "orders", prepare
        )
