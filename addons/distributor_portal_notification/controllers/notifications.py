# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import re

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools import SQL, format_datetime

from odoo.addons.distributor_portal.controllers.keyset import read_cursor
from odoo.addons.distributor_portal.controllers.parameters import (
    ALL,
    read_choice,
    read_number,
)
from odoo.addons.distributor_portal.controllers.portal import HOME, DistributorPortal

PAGE = f"{HOME}/notifications"
CLOCK = re.compile("([01]?[0-9]|2[0-3]):([0-5][0-9])(?::[0-9]{2})?")


def read_clock(value):
    """Return minutes after midnight of a time written HH:MM; None for what is none."""
    found = CLOCK.fullmatch(str(value or "").strip())
    return int(found[1]) * 60 + int(found[2]) if found else None


def write_clock(minutes):
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


class DistributorPortalNotification(DistributorPortal):
    """What the visitor was told for its distributor, and how it wants to be told."""

    def _prepare_distributor_values(self, distributor, choices, tab):
        notifications = distributor.env["distributor.notification"]
        return {
            **super()._prepare_distributor_values(distributor, choices, tab),
            "notification_count": notifications._count_unread(
                distributor, request.env.user
            ),
        }

    def _get_notification_kinds(self, distributor):
        """Return the kinds of which the visitor may be told here."""
        rights = distributor._get_told_rights(request.env.user)
        kinds = distributor.env["distributor.notification.kind"]
        return kinds.search([("right", "in", rights)])

    @http.route(PAGE, type="http", auth="user", website=True, methods=["GET"])
    def portal_distribution_notifications(self, kind=None, **kwargs):
        def prepare(distributor):
            kinds = self._get_notification_kinds(distributor)
            code = read_choice(kind, kinds.mapped("code"))
            page = self._get_notification_page(
                distributor,
                kinds.filtered(lambda one: code in (ALL, one.code)),
                code,
                kwargs,
            )
            records = distributor.env["distributor.notification"].browse(page["ids"])
            return {
                **page,
                "notifications": records,
                "times": {one.id: self._format_time(one) for one in records},
                "kinds": [(one.code, one.name) for one in kinds],
                "kind": code,
                "notice": request.session.pop("distributor_notice", None),
            }

        return self._render_distributor_page(
            "distributor_portal_notification.portal_distribution_notifications",
            "notifications",
            prepare,
        )

    def _format_time(self, notification):
        return format_datetime(
            request.env,
            notification.create_date,
            tz=self._get_zone(notification.distributor_id),
            dt_format="short",
        )

    def _get_zone(self, distributor):
        """Return the name of the timezone of the visitor's clock."""
        return request.env.user.tz or distributor.company_id.channel_tz or "UTC"

    def _get_notification_page(self, distributor, kinds, code, cursors):
        """Return a page of the list: unread first, then the newest."""
        user, query = request.env.user, distributor.env.execute_query

        def fetch(cursor, backward, limit):
            flag, last = cursor or (-1, 0)
            sign = SQL("<" if backward else ">")
            beyond = SQL("(flag, -id) %s (%s, %s)", sign, int(flag), -last)
            order = SQL("flag DESC, id" if backward else "flag, id DESC")
            return query(
                SQL(
                    """
                    SELECT flag, id FROM (
                        SELECT id, (read_date IS NOT NULL)::int AS flag
                          FROM distributor_notification
                         WHERE user_id = %s AND distributor_id = %s
                           AND kind_id = ANY(%s)
                    ) AS own
                     WHERE %s ORDER BY %s LIMIT %s
                    """,
                    user.id,
                    distributor.id,
                    kinds.ids,
                    beyond,
                    order,
                    limit,
                )
            )

        def get_url(**cursor):
            [(name, value)] = cursor.items()
            return f"{PAGE}?kind={code}&{name}={value}"

        distributor.env["distributor.notification"].flush_model()
        return self._get_keyset_page(
            fetch,
            get_url,
            read_cursor(cursors.get("after"), is_amount=True),
            read_cursor(cursors.get("before"), is_amount=True),
        )

    @http.route(
        f"{PAGE}/<number>", type="http", auth="user", website=True, methods=["GET"]
    )
    def portal_distribution_notification(self, number, **kwargs):
        """Show what a notification is about; another's answers like a missing one."""
        found = self._find_notifications(("id", "=", read_number(number)))
        if not found:
            return request.not_found()
        found._mark_read()
        return request.redirect(found.url or PAGE)

    @http.route(
        f"{PAGE}/read", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_distribution_notifications_read(self, number=None, **form):
        """Note that one is read, or all of them."""

        def read(_distributor):
            domain = ("read_date", "=", False)
            if number:
                domain = ("id", "=", read_number(number))
            self._find_notifications(domain)._mark_read()
            return request.env._("Marked as read.")

        return self._change("view", read, PAGE)

    def _find_notifications(self, *domain):
        """Return the visitor's own ones, as far as its rights go today."""
        distributor = self._get_distributor()
        notifications = distributor.env["distributor.notification"]
        if not distributor:
            return notifications
        own = notifications._get_portal_domain(distributor, request.env.user)
        return notifications.search([*own, *domain])

    # settings

    @http.route(
        f"{PAGE}/settings", type="http", auth="user", website=True, methods=["GET"]
    )
    def portal_distribution_notification_settings(self, **kwargs):
        def prepare(distributor):
            user = request.env.user
            preferences = distributor.env["distributor.notification.preference"]
            preference = preferences._get_of_users(user)[user]
            kinds = self._get_notification_kinds(distributor)
            channels = kinds._fields["channel"]._description_selection(request.env)
            return {
                "kinds": kinds,
                "chosen": {kind.id: preference._get_channel(kind) for kind in kinds},
                "channels": channels,
                "digests": preferences._fields["digest"]._description_selection(
                    request.env
                ),
                "preference": preference,
                "quiet": (
                    write_clock(preference.quiet_start),
                    write_clock(preference.quiet_end),
                ),
                "zone": self._get_zone(distributor),
                "notice": request.session.pop("distributor_notice", None),
            }

        return self._render_distributor_page(
            "distributor_portal_notification.portal_distribution_notification_settings",
            "notifications",
            prepare,
        )

    @http.route(
        f"{PAGE}/settings", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_distribution_notification_save(self, **form):
        def save(distributor):
            start = read_clock(form.get("quiet_start"))
            end = read_clock(form.get("quiet_end"))
            if start is None or end is None:
                raise UserError(request.env._("Write the quiet hours as 22:00."))
            preferences = distributor.env["distributor.notification.preference"]
            kinds = self._get_notification_kinds(distributor)
            preferences._save(
                request.env.user,
                {
                    "is_quiet": bool(form.get("is_quiet")),
                    "quiet_start": start,
                    "quiet_end": end,
                    "digest": read_choice(
                        form.get("digest"), ("daily", "weekly"), "daily"
                    ),
                },
                {
                    kind: form[f"kind-{kind.code}"]
                    for kind in kinds
                    if form.get(f"kind-{kind.code}")
                },
            )
            return request.env._("Saved.")

        return self._change("view", save, f"{PAGE}/settings")
