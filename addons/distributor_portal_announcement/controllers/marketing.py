# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http
from odoo.http import request

from odoo.addons.distributor_portal.controllers.parameters import read_number
from odoo.addons.distributor_portal.controllers.portal import HOME, DistributorPortal

PAGE = f"{HOME}/files"


class DistributorPortalMarketing(DistributorPortal):
    """What the visitor's distributor may use to sell: searched, seen, downloaded."""

    @http.route(PAGE, type="http", auth="user", website=True, methods=["GET"])
    def portal_distribution_files(self, **kwargs):
        def prepare(distributor):
            found = self._prepare_list(distributor, "files", kwargs)
            return {
                **found,
                "files": found["rows"],
                "taken": found["rows"]._get_portal_taken(distributor, request.env.user),
            }

        return self._render_distributor_page(
            "distributor_portal_announcement.portal_distribution_files",
            "files",
            prepare,
        )

    def _find_file(self, number):
        """Return (distributor, file) of the visitor; no file that it may not take."""
        distributor = self._get_distributor()
        if not distributor or not distributor._user_can("view", request.env.user):
            return distributor, request.env["distributor.marketing.file"].browse()
        files = distributor.env["distributor.marketing.file"]
        return distributor, files._get_portal_file(distributor, read_number(number))

    @http.route(
        f"{PAGE}/<number>/download",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_distribution_file(self, number, **kwargs):
        """Send a file, and note who took which version."""
        distributor, found = self._find_file(number)
        if not found:
            return request.not_found()
        downloads = found.env["distributor.marketing.download"]
        downloads._record(found, distributor, request.env.user)
        stream = request.env["ir.binary"]._get_stream_from(found.attachment_id)
        return stream.get_response(as_attachment=True)

    @http.route(
        f"{PAGE}/<number>/preview",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_distribution_file_preview(self, number, **kwargs):
        """Send the small picture of a file; it is no receipt."""
        _distributor, found = self._find_file(number)
        if not found.has_preview:
            return request.not_found()
        stream = request.env["ir.binary"]._get_image_stream_from(
            found, "preview", width=256, height=256
        )
        return stream.get_response()
