# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http
from odoo.exceptions import UserError, ValidationError
from odoo.http import content_disposition, request

from .parameters import read_number
from .portal import (
    ACTIVE,
    CAREFUL,
    GOOD,
    HOME,
    MAX_REASON,
    NEUTRAL,
    DistributorPortal,
)

PAGE = f"{HOME}/statements"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STATEMENT_COLORS = {
    "sent": CAREFUL,
    "disputed": ACTIVE,
    "resolved": CAREFUL,
    "confirmed": GOOD,
    "replaced": NEUTRAL,
}
DISPUTE_COLORS = {
    "open": ACTIVE,
    "review": ACTIVE,
    "granted": GOOD,
    "refused": CAREFUL,
}


class DistributorPortalStatement(DistributorPortal):
    """Statements of account: read, confirmed, or disputed line by line."""

    @http.route(
        [PAGE, f"{PAGE}/page/<page>"],
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_distribution_statements(self, page=None, **kwargs):
        return self._render_list(
            "statements",
            "distributor_portal.portal_distribution_statements",
            "wallet",
            kwargs,
            "statements",
            statement_colors=STATEMENT_COLORS,
        )

    @http.route(
        f"{PAGE}/<statement>", type="http", auth="user", website=True, methods=["GET"]
    )
    def portal_distribution_statement(self, statement, **kwargs):
        return self._render_statement(statement, done=kwargs.get("done"))

    @http.route(
        f"{PAGE}/<statement>/confirm",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def portal_distribution_statement_confirm(self, statement, **form):
        found = self._find_statement(statement)
        if not found:
            return request.not_found()
        try:
            with request.env.cr.savepoint():
                found._confirm(
                    request.env.user,
                    request.httprequest.remote_addr,
                    str(form.get("data_hash") or ""),
                )
        except (UserError, ValidationError) as error:
            return self._render_statement(statement, error=str(error))
        return request.redirect(f"{PAGE}/{found.id}?done=confirmed", code=303)

    @http.route(
        f"{PAGE}/<statement>/line/<line>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_distribution_statement_line(self, statement, line, **kwargs):
        return self._render_line(statement, line)

    @http.route(
        f"{PAGE}/<statement>/line/<line>",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def portal_distribution_statement_dispute(self, statement, line, **form):
        found, chosen = self._find_line(statement, line)
        if not chosen:
            return request.not_found()
        try:
            with request.env.cr.savepoint():
                found._dispute(
                    chosen,
                    self._read_expected(form.get("expected"), found.currency_id),
                    str(form.get("reason") or "")[:MAX_REASON],
                    self._read_files(),
                    request.env.user,
                    request.httprequest.remote_addr,
                )
        except (UserError, ValidationError) as error:
            return self._render_line(statement, line, form=form, error=str(error))
        return request.redirect(f"{PAGE}/{found.id}?done=disputed", code=303)

    @http.route(
        f"{PAGE}/<statement>/file/<kind>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_distribution_statement_file(self, statement, kind, **kwargs):
        found = self._find_statement(statement)
        if not found or kind not in ("pdf", "xlsx"):
            return request.not_found()
        if kind == "pdf":
            stream = request.env["ir.binary"]._get_stream_from(found.pdf_id)
            return stream.get_response(as_attachment=True)
        name = content_disposition(f"{found._get_file_name()}.xlsx")
        headers = [("Content-Type", XLSX), ("Content-Disposition", name)]
        return request.make_response(found._get_xlsx(), headers)

    def _find_statement(self, number):
        """Return a statement sent to the visitor's distributor, or none.

        Another's answers like a missing one, and so does a visitor without the right
        over money.
        """
        distributor = self._get_distributor()
        if not distributor or not distributor._user_can("money", request.env.user):
            return distributor.env["distributor.statement"]
        statements = distributor.env["distributor.statement"]
        return statements._get_portal_statement(distributor, read_number(number))

    def _find_line(self, statement, line):
        found = self._find_statement(statement)
        number = read_number(line)
        return found, found.line_ids.filtered(lambda one: one.id == number)

    def _render_statement(self, statement, error=None, done=None):
        found = self._find_statement(statement)
        if not found:
            return request.not_found()

        def prepare(distributor):
            return {
                "statement": found,
                "sections": found._get_sections(),
                "is_open": found._is_portal_open(),
                "statement_colors": STATEMENT_COLORS,
                "dispute_colors": DISPUTE_COLORS,
                "error": error,
                "done": done,
            }

        return self._render_distributor_page(
            "distributor_portal.portal_distribution_statement",
            "wallet",
            prepare,
            right="money",
        )

    def _render_line(self, statement, line, form=None, error=None):
        found, chosen = self._find_line(statement, line)
        if not chosen:
            return request.not_found()

        def prepare(distributor):
            return {
                "statement": found,
                "line": chosen,
                "dispute": chosen._get_dispute(),
                "is_open": found._is_portal_open(),
                "dispute_colors": DISPUTE_COLORS,
                "form": form or {},
                "error": error,
            }

        return self._render_distributor_page(
            "distributor_portal.portal_distribution_statement_line",
            "wallet",
            prepare,
            right="money",
        )
