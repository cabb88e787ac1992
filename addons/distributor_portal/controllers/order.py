# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http
from odoo.http import request
from odoo.tools.sql import escape_psql

from ..models.distributor_distributor import FINISHED, WAITING
from .parameters import ALL, read_choice, read_search
from .portal import HOME, DistributorPortal


class DistributorPortalOrder(DistributorPortal):
    def _get_order_filters(self):
        """Return {key: (label, channel states)} of the list of orders."""
        return {
            ALL: (request.env._("All"), None),
            "offer": (request.env._("Quotations"), ["draft", "quoted"]),
            "waiting": (request.env._("Waiting"), list(WAITING)),
            "shipped": (request.env._("Shipped"), ["shipped", "received"]),
            "returning": (request.env._("Coming back"), ["returning"]),
            "invoiced": (request.env._("To pay"), ["invoiced"]),
            "paid": (request.env._("Paid"), ["paid", "done"]),
            "cancelled": (request.env._("Cancelled"), ["cancelled"]),
        }

    def _get_order_sorts(self):
        return {
            "date": (request.env._("Newest"), "date_order desc, id desc"),
            "old": (request.env._("Oldest"), "date_order, id"),
            "total": (request.env._("Largest"), "amount_total desc, id desc"),
        }

    @http.route(
        [f"{HOME}/orders", f"{HOME}/orders/page/<page>"],
        type="http",
        auth="user",
        website=True,
    )
    def portal_distribution_orders(
        self, page=1, state=None, search=None, sort=None, **kwargs
    ):
        filters, sorts = self._get_order_filters(), self._get_order_sorts()
        state = read_choice(state, filters)
        sort = read_choice(sort, sorts, "date")
        search = read_search(search)

        def prepare(distributor):
            domain = distributor._get_portal_order_domain()
            if filters[state][1]:
                domain += [("channel_state", "in", filters[state][1])]
            if search:
                domain += [("name", "ilike", escape_psql(search))]
            orders, found = self._search_page(
                distributor.env["sale.order"],
                domain,
                sorts[sort][1],
                "orders",
                page,
                {"state": state, "search": search, "sort": sort},
            )
            return {
                "orders": orders,
                # of what is finished the state says it all
                "timelines": orders.filtered(
                    lambda order: order.channel_state not in FINISHED
                )._get_channel_timelines(),
                "pager": found,
                "filters": [(key, label) for key, (label, _s) in filters.items()],
                "sorts": [(key, label) for key, (label, _s) in sorts.items()],
                "state": state,
                "search": search,
                "sort": sort,
            }

        return self._render_distributor_page(
            "distributor_portal.portal_distribution_orders", "orders", prepare
        )
