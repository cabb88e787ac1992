# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

# what waits comes first, then the unread: their key is larger by more than any day is
WAITS, UNREAD = 2_000_000, 1_000_000


class DistributorAnnouncement(models.Model):
    """What a distributor reads. Callers resolved it from the session."""

    _inherit = "distributor.announcement"

    @api.model
    def _get_portal_domain(self, distributor):
        """Return the domain of the announcements a distributor may open.

        What it has read stays open to it after its last day, as its own proof.
        """
        own = Domain("reading_ids.distributor_id", "=", distributor.id)
        today = distributor._get_today()
        return self._get_shown_domain(distributor) | (
            self._get_told_domain(distributor)
            & own
            & Domain("state", "=", "published")
            & Domain("date_from", "<=", today)
        )

    @api.model
    def _get_portal_announcement(self, distributor, number):
        """Return an announcement by its id, none when it is not for the distributor."""
        domain = Domain("id", "=", number) & self._get_portal_domain(distributor)
        return self.search(domain)

    @api.model
    def _fetch_portal_page(self, distributor, user, domain, cursor, backward, limit):
        """Return [(key, id)] of announcements beyond a cursor, the nearest first.

        What the distributor should acknowledge comes first, then what this user has
        not read, then the newest.

        :param domain: of those that were chosen, among those it may open
        """
        readings = self.env["distributor.announcement.reading"]
        readings.flush_model()
        found = self._search(domain).subselect()
        beyond = SQL("TRUE")
        if cursor:
            sign = SQL(">") if backward else SQL("<")
            beyond = SQL("(key, id) %s (%s, %s)", sign, *cursor)
        order = SQL("ASC") if backward else SQL("DESC")
        return self.env.execute_query(
            SQL(
                """
                SELECT key, id
                  FROM (SELECT a.id,
                               (a.date_from - DATE '2000-01-01') + CASE
                                   WHEN a.urgency = 'urgent'
                                    AND (a.date_to IS NULL OR a.date_to >= %(today)s)
                                    AND NOT EXISTS (
                                       SELECT FROM distributor_announcement_reading AS o
                                        WHERE o.announcement_id = a.id
                                          AND o.distributor_id = %(distributor)s
                                          AND o.date_acknowledged IS NOT NULL
                                   ) THEN %(waits)s
                                   WHEN r.id IS NULL THEN %(unread)s
                                   ELSE 0
                               END AS key
                          FROM distributor_announcement AS a
                          LEFT JOIN distributor_announcement_reading AS r
                            ON r.announcement_id = a.id
                           AND r.distributor_id = %(distributor)s
                           AND r.user_id = %(user)s
                         WHERE a.id IN %(found)s) AS shown
                 WHERE %(beyond)s
                 ORDER BY key %(order)s, id %(order)s
                 LIMIT %(limit)s
                """,
                waits=WAITS,
                today=distributor._get_today(),
                unread=UNREAD,
                distributor=distributor.id,
                user=user.id,
                found=found,
                beyond=beyond,
                order=order,
                limit=limit,
            )
        )

    def _get_portal_rows(self, distributor, user):
        """Return what the list shows of these announcements, in their order."""
        readings = self.env["distributor.announcement.reading"].search(
            [
                ("announcement_id", "in", self.ids),
                ("distributor_id", "=", distributor.id),
            ]
        )
        by_announcement = readings.grouped("announcement_id")
        return [
            {
                **one._prepare_portal_row(
                    by_announcement.get(one, readings.browse()), user
                ),
                "is_current": one._is_portal_current(distributor),
            }
            for one in self
        ]

    def _prepare_portal_row(self, readings, user):
        self.ensure_one()
        acknowledged = readings.filtered("date_acknowledged")
        return {
            "announcement": self,
            "unread": user not in readings.user_id,
            "waits": self.urgency == "urgent" and not acknowledged,
            "acknowledged": acknowledged.sorted("date_acknowledged")[:1],
        }

    @api.model
    def _count_portal_unread(self, distributor, user, besides):
        """Return how many valid announcements a user has not read.

        :param besides: announcements that do not count
        """
        return self.search_count(
            self._get_shown_domain(distributor)
            & self._get_unread_domain(distributor, user)
            & Domain("id", "not in", besides.ids)
        )

    @api.model
    def _get_unread_domain(self, distributor, user):
        """Return the domain of what a user has not read for a distributor."""
        own = Domain("distributor_id", "=", distributor.id)
        own &= Domain("user_id", "=", user.id)
        return Domain("reading_ids", "not any", own)

    def _is_portal_current(self, distributor):
        """Tell whether it is still valid, and not only kept as a proof."""
        self.ensure_one()
        return not self.date_to or self.date_to >= distributor._get_today()

    def _get_portal_file(self, number):
        """Return one of the files by its id, or none."""
        self.ensure_one()
        return self.attachment_ids.filtered(lambda file: file.id == number)

    def _get_portal_url(self):
        self.ensure_one()
        return f"{self.get_base_url()}/my/distribution/messages/{self.id}"

    def _acknowledge(self, distributor, user):
        """Note that a member acknowledges it for its distributor; once is enough."""
        self.ensure_one()
        readings = self.env["distributor.announcement.reading"]
        own = readings._record(self, distributor, user)
        done = Domain("announcement_id", "=", self.id)
        done &= Domain("distributor_id", "=", distributor.id)
        done &= Domain("date_acknowledged", "!=", False)
        if not readings.search_count(done, limit=1):
            own.date_acknowledged = self.env.cr.now()
