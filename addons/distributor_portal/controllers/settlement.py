# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from werkzeug.urls import url_encode

from odoo import http
from odoo.exceptions import UserError
from odoo.http import content_disposition, request

from .commission import COLORS
from .keyset import read_cursor
from .parameters import read_number
from .portal import HOME, DistributorPortal

PAGE = f"{HOME}/commission/settlements"


class DistributorPortalSettlement(DistributorPortal):
    """Settlements of commission: read, downloaded and confirmed."""

    @http.route(PAGE, type="http", auth="user", website=True, methods=["GET"])
    def portal_distribution_settlements(self, **kwargs):
        return self._render_list(
            "settlements",
            "distributor_portal.portal_distribution_settlements",
            "commission",
            kwargs,
            "settlements",
            state_colors=COLORS,
        )

    @http.route(
        f"{PAGE}/<settlement>", type="http", auth="user", website=True, methods=["GET"]
    )
    def portal_distribution_settlement(self, settlement, **kwargs):
        return self._render_settlement(settlement, kwargs)

    @http.route(
        f"{PAGE}/<settlement>/confirm",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def portal_distribution_settlement_confirm(self, settlement, **form):
        found = self._find_settlement(settlement)
        if not found:
            return request.not_found()
        try:
            with request.env.cr.savepoint():
                found._confirm_by_portal(request.env.user, str(form.get("total") or ""))
        except UserError as error:
            return self._render_settlement(settlement, {}, error=str(error))
        return request.redirect(f"{PAGE}/{found.id}?done=confirmed", code=303)

    @http.route(
        f"{PAGE}/<settlement>/file/<kind>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_distribution_settlement_file(self, settlement, kind, **kwargs):
        found = self._find_settlement(settlement)
        files = found._get_portal_files() if found else {}
        if kind not in files:
            return request.not_found()
        name, content, media = files[kind][1]()
        headers = [
            ("Content-Type", media),
            ("Content-Disposition", content_disposition(name)),
        ]
        return request.make_response(content, headers)

    def _find_settlement(self, number):
        """Return an approved settlement of the visitor's distributor, or none.

        Another's answers like a missing one, and so does a visitor without the right
        over money.
        """
        distributor = self._get_distributor()
        settlements = distributor.env["distributor.commission.settlement"]
        if not distributor or not distributor._user_can("money", request.env.user):
            return settlements
        return settlements._get_portal_settlement(distributor, read_number(number))

    def _get_dated_page(self, fetch, url, values):
        """Return a page of a list whose cursors are dates."""
        return self._get_keyset_page(
            fetch,
            lambda **cursor: f"{url}?{url_encode(cursor)}",
            after=read_cursor(values.get("after")),
            before=read_cursor(values.get("before")),
        )

    def _render_settlement(self, settlement, values, error=None):
        found = self._find_settlement(settlement)
        if not found:
            return request.not_found()

        def prepare(distributor):
            return self._prepare_settlement(found, values, error)

        return self._render_distributor_page(
            "distributor_portal.portal_distribution_settlement",
            "commission",
            prepare,
            right="money",
        )

    def _prepare_settlement(self, settlement, values, error):
        page = self._get_dated_page(
            settlement._fetch_portal_lines, f"{PAGE}/{settlement.id}", values
        )
        entries = settlement.env["distributor.commission.entry"].browse(page["ids"])
        return {
            **page,
            "settlement": settlement,
            "rows": entries._get_portal_rows(),
            "state_colors": COLORS,
            "files": settlement._get_portal_files(),
            "error": error,
            "done": values.get("done"),
        }
