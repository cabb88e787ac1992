# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from .parameters import read_number, read_search
from .portal import HOME, DistributorPortal

PAGE = f"{HOME}/applications"
INVITATIONS_PER_HOUR = 20


class DistributorPortalApplication(DistributorPortal):
    """An upline invites, and accepts or declines who applies below it."""

    def _find_inviter(self):
        """Return (distributor, choices) of a visitor that may invite and accept."""
        # sudo of the record, see there; each read and step below is filtered by it
        distributor, choices = self._get_distributor_and_choices()
        if not distributor or not distributor._can_invite():
            raise NotFound()
        return distributor, choices

    def _get_inviter(self):
        return self._find_inviter()[0]

    def _render_applications(self, found, error=None):
        """Answer with the page.

        :param found: of `_find_inviter`, which let the visitor in
        """
        distributor, choices = found
        levels = distributor.level_id._get_levels_below()
        return request.render(
            "distributor_portal.portal_distribution_applications",
            {
                **self._prepare_distributor_values(
                    distributor, choices, "applications"
                ),
                "applications": distributor._get_portal_applications(),
                "invitations": distributor._get_portal_invitations(),
                "levels": levels.filtered("can_apply"),
                "error": error,
            },
        )

    @http.route(PAGE, type="http", auth="user", website=True, methods=["GET"])
    def portal_distribution_applications(self, **kwargs):
        return self._render_applications(self._find_inviter())

    @http.route(
        f"{PAGE}/accept", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_distribution_accept(self, application=None, **kwargs):
        found = self._get_inviter()._get_portal_application(read_number(application))
        if found:
            found._accept_by_upline()
        return request.redirect(PAGE)

    @http.route(
        f"{PAGE}/decline", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_distribution_decline(self, application=None, reason=None, **kwargs):
        inviter = self._find_inviter()
        found = inviter[0]._get_portal_application(read_number(application))
        reason = (reason or "").strip()[:1000]
        if found and not reason:
            return self._render_applications(
                inviter, request.env._("Say why: the applicant reads it.")
            )
        if found:
            found._decline_by_upline(reason)
        return request.redirect(PAGE)

    @http.route(
        f"{PAGE}/invite", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_distribution_invite(self, label=None, email=None, level=None, **kwargs):
        inviter = self._find_inviter()
        distributor = inviter[0]
        label = read_search(label)
        if not label:
            return self._render_applications(
                inviter, request.env._("Say whom you invite.")
            )
        # sudo: counts only; nobody may read the counters
        limits = request.env["distributor.application.limit"].sudo()
        if not limits._hit("invite", distributor.id, INVITATIONS_PER_HOUR):
            return self._render_applications(
                inviter,
                request.env._("These were many invitations. Please go on in an hour."),
            )
        distributor._invite(label, email or "", read_number(level))
        return request.redirect(f"{PAGE}#invitations")

    @http.route(
        f"{PAGE}/withdraw", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_distribution_withdraw(self, invitation=None, **kwargs):
        self._get_inviter()._withdraw_invitation(read_number(invitation))
        return request.redirect(f"{PAGE}#invitations")
