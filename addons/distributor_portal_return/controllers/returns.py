# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import uuid

from odoo import http
from odoo.exceptions import UserError, ValidationError
from odoo.http import request

from odoo.addons.distributor_portal.controllers.parameters import (
    read_amount,
    read_number,
    read_search,
)
from odoo.addons.distributor_portal.controllers.portal import (
    ACTIVE,
    CAREFUL,
    GOOD,
    HOME,
    MAX_REASON,
    NEUTRAL,
    DistributorPortal,
)

PAGE = f"{HOME}/returns"
FORM = f"{HOME}/orders/<order>/return"
COLORS = {
    "requested": ACTIVE,
    "approved": ACTIVE,
    "expected": CAREFUL,
    "sent": ACTIVE,
    "received": ACTIVE,
    "credited": GOOD,
    "closed": GOOD,
    "refused": CAREFUL,
    "cancelled": NEUTRAL,
}


class DistributorPortalReturn(DistributorPortal):
    """Goods the visitor's distributor gives back: asked for, sent, credited."""

    @http.route(
        [PAGE, f"{PAGE}/page/<page>"],
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_distribution_returns(self, page=None, **kwargs):
        return self._render_list(
            "returns",
            "distributor_portal_return.portal_distribution_returns",
            "orders",
            kwargs,
            "returns",
            return_colors=COLORS,
        )

    @http.route(
        f"{PAGE}/<number>", type="http", auth="user", website=True, methods=["GET"]
    )
    def portal_distribution_return(self, number, **kwargs):
        found = self._find_return(number)
        if not found:
            return request.not_found()

        def prepare(distributor):
            return {
                "record": found,
                "timeline": found._get_portal_timeline(
                    distributor._user_can("money", request.env.user)
                ),
                "return_colors": COLORS,
                "done": kwargs.get("done"),
                "notice": request.session.pop("distributor_notice", None),
            }

        return self._render_distributor_page(
            "distributor_portal_return.portal_distribution_return", "orders", prepare
        )

    @http.route(
        f"{PAGE}/<number>/file/<attachment>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_distribution_return_file(self, number, attachment, **kwargs):
        """Send a photo of a return; another's answers like a missing one."""
        wanted = read_number(attachment)
        files = self._find_return(number).attachment_ids
        found = files.filtered(lambda file: file.id == wanted)
        if not found:
            return request.not_found()
        stream = request.env["ir.binary"]._get_stream_from(found)
        return stream.get_response(as_attachment=True)

    @http.route(FORM, type="http", auth="user", website=True, methods=["GET"])
    def portal_distribution_return_form(self, order, **kwargs):
        return self._render_return_form(order)

    @http.route(FORM, type="http", auth="user", website=True, methods=["POST"])
    def portal_distribution_return_ask(self, order, **form):
        found = self._find_return_order(order)
        if not found:
            return request.not_found()
        try:
            with request.env.cr.savepoint():
                record = self._ask_return(found, form)
        except (UserError, ValidationError) as error:
            return self._render_return_form(order, form, str(error))
        return request.redirect(f"{PAGE}/{record.id}?done=requested", code=303)

    @http.route(
        f"{PAGE}/<number>/sent",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def portal_distribution_return_sent(self, number, **form):
        return self._change_return(
            number, lambda record: record._mark_sent(read_search(form.get("tracking")))
        )

    @http.route(
        f"{PAGE}/<number>/cancel",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def portal_distribution_return_cancel(self, number, **form):
        def cancel(record):
            if not record._is_portal_cancellable():
                raise UserError(
                    request.env._("This return cannot be taken back any more.")
                )
            record._cancel()

        return self._change_return(number, cancel)

    def _change_return(self, number, act):
        """Let a visitor who may order change a return of its distributor."""
        found = self._find_return(number, "order")
        if not found:
            return request.not_found()

        def change(_distributor):
            act(found)
            return request.env._("Thank you. It is noted.")

        return self._change("order", change, f"{PAGE}/{found.id}")

    def _find_return(self, number, right="view"):
        return self._find_own(
            "distributor.return",
            number,
            request.env["distributor.return"]._get_portal_domain,
            right,
        )

    def _find_return_order(self, number):
        """Return the order of the visitor's distributor that may be returned."""
        return self._find_own(
            "sale.order",
            number,
            lambda distributor: [
                *distributor._get_portal_order_domain(),
                ("state", "=", "sale"),
            ],
            "order",
        )

    def _ask_return(self, order, form):
        """Record what the form asks for; whose order it is was checked."""
        returns = order.env["distributor.return"]
        reasons = returns._get_portal_reasons(order.distributor_id)
        reason = reasons.filtered(
            lambda item: item.id == read_number(form.get("reason"))
        )
        if not reason:
            raise UserError(request.env._("Choose why the goods come back."))
        lines = []
        for row in order._get_portal_return_rows(reasons):
            quantity = self._read_quantity(form.get(f"quantity-{row['key']}"))
            if quantity:
                lines.append((row["move"], row["lot"], quantity))
        # sent again when all of it was taken already: the first answer counts
        return returns._request_by_distributor(
            order,
            lines,
            reason,
            str(form.get("description") or "")[:MAX_REASON],
            self._read_files(),
            key=read_search(form.get("key")),
            user=request.env.user,
        )

    def _read_quantity(self, value):
        try:
            return read_amount(value, 3)
        except ValueError as error:
            raise UserError(
                request.env._("%s is not a quantity. Write it as 2 or 2.5.", str(error))
            ) from error

    def _render_return_form(self, order, form=None, error=None):
        found = self._find_return_order(order)
        if not found:
            return request.not_found()

        def prepare(distributor):
            returns = distributor.env["distributor.return"]
            reasons = returns._get_portal_reasons(distributor)
            return {
                "order": found,
                "reasons": reasons,
                "rows": found._get_portal_return_rows(reasons),
                "form": form or {},
                "key": (form or {}).get("key") or uuid.uuid4().hex,
                "error": error,
                "max_reason": MAX_REASON,
            }

        return self._render_distributor_page(
            "distributor_portal_return.portal_distribution_return_form",
            "orders",
            prepare,
            right="order",
        )
