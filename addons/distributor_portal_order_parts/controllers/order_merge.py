# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.distributor_portal.controllers.parameters import read_number

from .order_parts import PAGE, DistributorPortalParts

MERGE = f"{PAGE}/merge"
TAKE = "take-"


class DistributorPortalMerge(DistributorPortalParts):
    """Makes one order of several: tick, look at it, do it; and undo it."""

    def _read_taken(self, form):
        """Return the ids of the orders that a form ticks."""
        names = (name.removeprefix(TAKE) for name in form if name.startswith(TAKE))
        return [one for one in map(read_number, names) if one]

    @http.route(MERGE, type="http", auth="user", website=True, methods=["GET"])
    def portal_order_merge(self, order, **form):
        return self._render_merge_form(order, form)

    def _render_merge_form(self, order_id, form, error=""):
        order = self._find_order(order_id)
        if not order:
            return request.not_found()

        def prepare(distributor):
            blockers = distributor._get_merge_blockers(order)
            return {
                "order": order,
                "blockers": blockers,
                "candidates": order.browse()
                if blockers
                else distributor._get_merge_candidates(order),
                "taken": self._read_taken(form),
                "error": error,
            }

        return self._render_distributor_page(
            "distributor_portal_order_parts.portal_order_merge",
            "orders",
            prepare,
            right="order",
        )

    @http.route(
        f"{MERGE}/check", type="http", auth="user", website=True, methods=["GET"]
    )
    def portal_order_merge_check(self, order, **form):
        found = self._find_order(order)
        if not found:
            return request.not_found()
        distributor, taken = found.distributor_id, self._read_taken(form)
        try:
            if blockers := distributor._get_merge_blockers(found):
                raise UserError("\n".join(blockers))
            others = distributor._find_merge_others(found, taken)
        except UserError as refused:
            return self._render_merge_form(order, form, str(refused))
        check = distributor._check_merge(found, others, request.env.user)
        return self._render_distributor_page(
            "distributor_portal_order_parts.portal_order_merge_check",
            "orders",
            lambda _distributor: {
                **check,
                "order": found,
                "fields": {
                    **{f"{TAKE}{one.id}": "1" for one in others},
                    "total": check["total"],
                },
            },
            right="order",
        )

    @http.route(MERGE, type="http", auth="user", website=True, methods=["POST"])
    def portal_order_merge_do(self, order, **form):
        distributor = self._get_distributor()
        if not distributor or not distributor._user_can("order", request.env.user):
            return request.not_found()
        # sent twice, the second time this order may be one that is gone
        taken = self._read_taken(form)
        merged = taken and distributor._find_merged([read_number(order), *taken])
        if not merged:
            found = self._find_order(order)
            if not found:
                return request.not_found()
            try:
                with request.env.cr.savepoint():
                    merged = distributor._merge_in_portal(
                        found, taken, form.get("total"), request.env.user
                    )
            except UserError as refused:
                return self._render_merge_form(order, form, str(refused))
        return request.redirect(self._get_parts_url(merged), code=303)

    @http.route(
        f"{PAGE}/unmerge", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_order_unmerge(self, order, **form):
        found = self._find_order(order)
        if not found:
            return request.not_found()

        def undo(distributor):
            others = distributor._unmerge_in_portal(found)
            return request.env._(
                "These orders are open again: %s.", ", ".join(others.mapped("name"))
            )

        return self._change("order", undo, self._get_parts_url(found))
