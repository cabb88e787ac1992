# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import base64

from odoo import http
from odoo.exceptions import UserError
from odoo.http import content_disposition, request

from odoo.addons.distributor_portal.controllers.parameters import (
    read_choice,
    read_number,
)
from odoo.addons.distributor_portal.controllers.portal import (
    ACTIVE,
    CAREFUL,
    GOOD,
    HOME,
    DistributorPortal,
)
from odoo.addons.distributor_price.models.spreadsheet import XLSX

PAGE = f"{HOME}/exports"
MEDIA = {"xlsx": XLSX, "pdf": "application/pdf"}
COLORS = {"running": ACTIVE, "done": GOOD, "failed": CAREFUL}


class DistributorPortalExport(DistributorPortal):
    """The rows of a list in a file: made at once, or later and fetched here."""

    def _get_exports(self, distributor, number=None):
        """Return the visitor's own exports; another's answer like missing ones."""
        exports = distributor.env["distributor.portal.export"]
        if not distributor:
            return exports
        return exports._find(distributor, request.env.user, number)

    @http.route(PAGE, type="http", auth="user", website=True, methods=["GET"])
    def portal_distribution_exports(self, **kwargs):
        def prepare(distributor):
            return {
                "exports": self._get_exports(distributor),
                "export_colors": COLORS,
                "notice": request.session.pop("distributor_notice", None),
            }

        return self._render_distributor_page(
            "distributor_portal_export.portal_distribution_exports", "exports", prepare
        )

    @http.route(PAGE, type="http", auth="user", website=True, methods=["POST"])
    def portal_distribution_export_ask(self, **form):
        distributor = self._get_distributor()
        exports = distributor.env["distributor.portal.export"]
        name = str(form.get("list") or "")
        shown = exports._get_list_of(distributor, name)
        user = request.env.user
        if not distributor or shown is None:
            return request.not_found()
        if not distributor._user_can(shown._right, user):
            return request.not_found()
        kind = read_choice(form.get("format"), MEDIA, "xlsx")
        try:
            with request.env.cr.savepoint():
                export = exports._ask(distributor, user, name, kind, form)
        except UserError as error:
            request.session["distributor_notice"] = ("warning", str(error))
            return request.redirect(PAGE, code=303)
        if export.state == "done":
            return self._send_export(export)
        return request.redirect(PAGE, code=303)

    @http.route(
        f"{PAGE}/<number>/file", type="http", auth="user", website=True, methods=["GET"]
    )
    def portal_distribution_export_file(self, number, **kwargs):
        export = self._get_exports(self._get_distributor(), read_number(number))
        if export.state != "done":
            return request.not_found()
        return self._send_export(export)

    def _send_export(self, export):
        headers = [
            ("Content-Type", MEDIA[export.kind]),
            ("Content-Disposition", content_disposition(export.file_name)),
            ("X-Content-Type-Options", "nosniff"),
        ]
        return request.make_response(base64.b64decode(export.content), headers)

    @http.route(
        f"{PAGE}/<number>/remove",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def portal_distribution_export_remove(self, number, **form):
        self._get_exports(self._get_distributor(), read_number(number)).unlink()
        return request.redirect(PAGE, code=303)

    @http.route(f"{PAGE}/progress", type="jsonrpc", auth="user", website=True)
    def portal_distribution_export_progress(self):
        """Return {id: [state, percent]} of the visitor's exports."""
        return {
            export.id: [export.state, export._get_percent()]
            for export in self._get_exports(self._get_distributor())
        }
