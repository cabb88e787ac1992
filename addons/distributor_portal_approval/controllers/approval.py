# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.distributor_portal.controllers.parameters import (
    read_choice,
    read_number,
)
from odoo.addons.distributor_portal.controllers.portal import (
    CAREFUL,
    GOOD,
    HOME,
    MAX_REASON,
    NEUTRAL,
    DistributorPortal,
)

PAGE = f"{HOME}/approvals"
SHOWS = ("waiting", "own", "decided")
COLORS = {
    "waiting": CAREFUL,
    "pending": CAREFUL,
    "approved": GOOD,
    "rejected": NEUTRAL,
    "needed": CAREFUL,
    "refused": CAREFUL,
    "none": NEUTRAL,
}


class DistributorPortalApproval(DistributorPortal):
    """What an upline decides on for its downline, and what its own orders wait for.

    A number in an address is looked for among what the visitor's distributor decides
    on, and nowhere else.
    """

    @http.route(
        [PAGE, f"{PAGE}/page/<page>"],
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_distribution_approvals(self, page=None, show=None, **kwargs):
        show = read_choice(show, SHOWS, "waiting")

        def prepare(distributor):
            name = f"approvals.{show}"
            found = self._prepare_list(distributor, name, kwargs)
            manages = distributor._user_can("manage", request.env.user)
            asked = distributor.env["sale.order"]
            if manages and show == "waiting":
                asked = asked.search(
                    distributor._get_portal_asked_domain(), limit=self._distributor_step
                )
            return {
                **found,
                "records": found["rows"],
                "asked": asked,
                "show": show,
                "search": found["listing"]["chosen"]["search"],
                "colors": COLORS,
                "notice": request.session.pop("distributor_notice", None),
            }

        return self._render_distributor_page(
            "distributor_portal_approval.portal_distribution_approvals",
            "orders",
            prepare,
            right="order",
        )

    def _find_review(self, distributor, number):
        domain = distributor._get_portal_review_domain()
        reviews = distributor.env["tier.review"]
        return reviews.search([("id", "=", read_number(number)), *domain])

    @http.route(
        f"{PAGE}/<review>", type="http", auth="user", website=True, methods=["GET"]
    )
    def portal_distribution_approval(self, review, **kwargs):
        distributor = self._get_distributor()
        if not distributor or not distributor._user_can("order", request.env.user):
            return request.not_found()
        found = self._find_review(distributor, review)
        if not found:
            return request.redirect(PAGE)  # decided meanwhile, or never there

        def prepare(distributor):
            return {
                **found._prepare_portal_values(),
                "may_decide": found._may_decide(request.env.user),
                "typed": request.session.pop("distributor_typed", None) or {},
                "notice": request.session.pop("distributor_notice", None),
                "max_reason": MAX_REASON,
            }

        return self._render_distributor_page(
            "distributor_portal_approval.portal_distribution_approval",
            "orders",
            prepare,
            right="order",
        )

    @http.route(
        f"{PAGE}/<review>", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_distribution_approval_decide(self, review, **post):
        comment = str(post.get("comment") or "")[:MAX_REASON]
        page = f"{PAGE}/{read_number(review)}"

        def act(distributor):
            found = self._find_review(distributor, review)
            if not found:
                raise UserError(
                    request.env._("This was decided already, or is not asked any more.")
                )
            status = read_choice(post.get("decision"), ("approved", "rejected"), None)
            if not status:
                raise UserError(request.env._("Choose to approve or to refuse."))
            name = found.order_id.name
            found._decide(status, comment, str(post.get("seen") or "-"))
            if status == "approved":
                return request.env._("You approved order %s.", name)
            return request.env._("You refused order %s.", name)

        return self._change("order", act, page, {"comment": comment})

    @http.route(
        f"{PAGE}/orders/<order>/send",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def portal_distribution_approval_send(self, order, **post):
        def act(distributor):
            found = distributor.env["sale.order"].search(
                [
                    ("id", "=", read_number(order)),
                    *distributor._get_portal_order_domain(),
                    ("state", "=", "sent"),
                ]
            )
            if not found:
                raise UserError(request.env._("This order cannot be sent any more."))
            found._request_confirmation()
            return self._describe_sent(found)

        return self._change("order", act, f"{PAGE}?show=own")

    def _describe_sent(self, order):
        if order.state == "sale":
            return request.env._("Order %s is confirmed.", order.name)
        if order.portal_asked_by == request.env.user:
            return request.env._("The owner was asked to confirm order %s.", order.name)
        return request.env._("Order %s waits for approval.", order.name)
