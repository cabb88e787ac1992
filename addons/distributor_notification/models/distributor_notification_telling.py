# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.tools import SQL, email_normalize

INSERTED_AT_ONCE = 1000


class DistributorNotificationTelling(models.AbstractModel):
    """Writes notifications: a few statements for any number of events.

    Nothing is rendered or mailed here, so that an order or a delivery loses no time.
    """

    _name = "distributor.notification.telling"
    _description = "Telling of Notifications"

    @api.model
    def _notify(self, code, events, urgency=None):
        """Tell the members who have the right for a kind; the same thing only once.

        :param code: of the kind; an unknown or archived one tells nobody
        :param events: list of Event
        :param urgency: of these, instead of the kind's
        """
        kind = self.env["distributor.notification.kind"]._get(code)
        if not kind or not events:
            return
        # sudo: who is told follows from the event, not from who causes it
        distributors = self.env["distributor.distributor"].sudo()
        distributors = distributors.union(
            *(event.distributor.sudo() for event in events)
        )
        users = distributors._get_notified_users(kind.right)
        everybody = self.env["res.users"].sudo().union(*users.values())
        preferences = self.env["distributor.notification.preference"]
        found = preferences._get_of_users(everybody)
        rows = []
        # read together, however the events came
        shared = {distributor.id: distributor for distributor in distributors}
        for event in events:
            distributor = shared[event.distributor.id]
            rows += self._prepare_rows(
                kind,
                event._replace(distributor=distributor),
                {user: found[user] for user in users[distributor]},
                urgency or kind.urgency,
            )
        self._insert(rows)
        if any(row["urgency"] == "urgent" and row["mail_date"] for row in rows):
            self.env.ref(
                "distributor_notification.distributor_notification_cron"
            )._trigger()

    @api.model
    def _prepare_rows(self, kind, event, preferences, urgency):
        """Return the values of the notifications of an event, one for each user.

        :param event: its distributor in sudo
        :param preferences: {user: preference} of who is told
        """
        now = fields.Datetime.now()
        told = {email_normalize(address or "") for address in event.told} - {False}
        company = event.distributor.company_id
        rows, texts = [], {}
        for user, preference in preferences.items():
            channel = preference._get_channel(kind)
            if channel == "off":
                continue
            if user.lang not in texts:
                env = self.with_context(lang=user.lang, tz=user.tz).env
                texts[user.lang] = event.tell(env)
            title, body = texts[user.lang]
            mails = channel == "mail" and user.email_normalized not in told
            zone = user.tz or company.channel_tz
            rows.append(
                {
                    "distributor_id": event.distributor.id,
                    "company_id": company.id,
                    "user_id": user.id,
                    "kind_id": kind.id,
                    "urgency": urgency,
                    "key": event.key,
                    "name": title,
                    "body": body or None,
                    "url": event.url or None,
                    "mail_date": preference._get_mail_moment(urgency, zone, now)
                    if mails and user.email_normalized
                    else None,
                }
            )
        return rows

    @api.model
    def _insert(self, rows):
        """Write notifications; one that is there already stays as it is."""
        for start in range(0, len(rows), INSERTED_AT_ONCE):
            batch = rows[start : start + INSERTED_AT_ONCE]
            self.env.cr.execute(
                SQL(
                    """
                    INSERT INTO distributor_notification (%(columns)s,
                           create_uid, write_uid, create_date, write_date)
                    SELECT v.*, %(uid)s, %(uid)s, now() AT TIME ZONE 'UTC',
                           now() AT TIME ZONE 'UTC'
                      FROM (VALUES %(values)s) AS v
               ON CONFLICT (user_id, kind_id, key) DO NOTHING
                    """,
                    columns=SQL(", ").join(map(SQL.identifier, batch[0])),
                    uid=self.env.uid,
                    values=SQL(", ").join(self._to_values(row) for row in batch),
                )
            )

    @api.model
    def _to_values(self, row):
        return SQL(
            "(%s)",
            SQL(", ").join(
                SQL("%s::timestamp", value)
                if name == "mail_date"
                else SQL("%s::varchar", value)
                if name in ("name", "body", "url")
                else SQL("%s", value)
                for name, value in row.items()
            ),
        )
