# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http
from odoo.http import request

from odoo.addons.distributor_portal.controllers.parameters import read_number
from odoo.addons.distributor_portal.controllers.portal import HOME, DistributorPortal

PAGE = f"{HOME}/messages"


class DistributorPortalAnnouncement(DistributorPortal):
    """What the brand tells the visitor's distributor."""

    def _find_announcement(self, number):
        """Return (distributor, announcement) of the visitor; none of another's."""
        distributor = self._get_distributor()
        announcements = request.env["distributor.announcement"].browse()
        if not distributor or not distributor._user_can("view", request.env.user):
            return distributor, announcements
        announcements = distributor.env["distributor.announcement"]
        found = announcements._get_portal_announcement(distributor, read_number(number))
        return distributor, found

    @http.route(PAGE, type="http", auth="user", website=True, methods=["GET"])
    def portal_distribution_messages(self, **kwargs):
        return self._render_list(
            "messages",
            "distributor_portal_announcement.portal_distribution_messages",
            "messages",
            kwargs,
            "rows",
        )

    @http.route(
        f"{PAGE}/<number>", type="http", auth="user", website=True, methods=["GET"]
    )
    def portal_distribution_message(self, number, **kwargs):
        """Show a message; that the visitor opens it is its receipt."""
        distributor, found = self._find_announcement(number)
        if not found:
            return request.not_found()
        user = request.env.user
        found.env["distributor.announcement.reading"]._record(found, distributor, user)

        def prepare(distributor):
            [row] = found._get_portal_rows(distributor, user)
            return {
                **row,
                "may_acknowledge": distributor._may_acknowledge(user),
                "notice": request.session.pop("distributor_notice", None),
            }

        return self._render_distributor_page(
            "distributor_portal_announcement.portal_distribution_message",
            "messages",
            prepare,
        )

    @http.route(
        f"{PAGE}/<number>/acknowledge",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def portal_distribution_message_acknowledge(self, number, **kwargs):
        distributor, found = self._find_announcement(number)
        user = request.env.user
        if found.urgency != "urgent" or not distributor._may_acknowledge(user):
            return request.not_found()
        found._acknowledge(distributor, user)
        return request.redirect(f"{PAGE}/{found.id}", code=303)

    @http.route(
        f"{PAGE}/<number>/file/<attachment>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_distribution_message_file(self, number, attachment, **kwargs):
        """Send a file of a message; another's answers like a missing one."""
        _distributor, found = self._find_announcement(number)
        file = found and found._get_portal_file(read_number(attachment))
        if not file:
            return request.not_found()
        stream = request.env["ir.binary"]._get_stream_from(file)
        return stream.get_response(as_attachment=True)
