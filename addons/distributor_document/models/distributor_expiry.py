# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import logging

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date, plaintext2html

_logger = logging.getLogger(__name__)

REMINDERS = (60, 30, 7)
NO_REMINDER = 9999
EXPIRED = -1


class DistributorExpiry(models.AbstractModel):
    """Something of a distributor that runs out on a day, and reminds before it does.

    The smallest number of days for which a reminder went out is kept on the record,
    so each goes out once, and of several missed ones only the nearest.
    """

    _name = "distributor.expiry"
    _description = "Expiry with Reminders"

    _expiry_field = "date_expiry"
    _expiry_template = None

    reminded_days = fields.Integer(
        "Last Reminder", readonly=True, copy=False, default=NO_REMINDER, aggregator=None
    )
    days_left = fields.Integer(compute="_compute_days_left", aggregator=None)

    def _compute_days_left(self):
        today = fields.Date.context_today(self)
        for record in self:
            expiry = record[self._expiry_field]
            record.days_left = (expiry - today).days if expiry else 0

    def _get_in_force_domain(self):
        """Return the domain of the records whose expiry matters."""
        raise NotImplementedError

    def _get_expiry_sentence(self, date):
        """Return what is wrong on a day, and what to do, or an empty text."""
        raise NotImplementedError

    def _expire(self):
        """Change the state of records whose last day is over."""
        raise NotImplementedError

    @api.model
    def _get_due_domain(self, today):
        """Return the domain of the records to remind of, or to expire, on a day."""
        name = self._expiry_field
        due = Domain(name, "<", today)
        nearer = 0
        for days in sorted(REMINDERS):
            due |= (
                Domain(name, ">=", fields.Date.add(today, days=nearer))
                & Domain(name, "<=", fields.Date.add(today, days=days))
                & Domain("reminded_days", ">", days)
            )
            nearer = days + 1
        return due & self._get_in_force_domain()

    @api.model
    def _cron_expiry(self, batch_size=500):
        """Remind of what runs out, and expire what has; commits record by record."""
        cron = self.env["ir.cron"]
        today = fields.Date.context_today(self)
        domain = self._get_due_domain(today)
        cron._commit_progress(remaining=self.search_count(domain))
        for record in self.search(domain, limit=batch_size):
            locked = record.try_lock_for_update().filtered_domain(domain)
            try:
                with self.env.cr.savepoint():
                    locked._remind(today)
            except Exception:
                # one record that cannot be reminded of must not keep back the others
                _logger.exception("%s was not reminded of", record)
            if not cron._commit_progress(1):
                break

    def _remind(self, today):
        for record in self:
            days = (record[self._expiry_field] - today).days
            if days < 0:
                record._expire()
                record.reminded_days = EXPIRED
            else:
                record.reminded_days = min(d for d in REMINDERS if d >= days)
            record._schedule_expiry_activity()
            record._send_expiry_mail()

    def _get_expiry_user(self):
        """Return the salesperson, or who made the record, to act on it."""
        self.ensure_one()
        candidates = self.distributor_id.user_id | self.create_uid
        return candidates.filtered(lambda user: user.active and not user.share)[:1]

    def _schedule_expiry_activity(self):
        self.ensure_one()
        user = self._get_expiry_user()
        self._clear_expiry_activities()
        if not user:
            return
        record = self.with_context(lang=user.lang)
        expiry = record[self._expiry_field]
        values = {
            "record": record.display_name,
            "date": format_date(record.env, expiry),
        }
        if expiry < fields.Date.context_today(record):
            summary = record.env._("%(record)s expired on %(date)s", **values)
        else:
            summary = record.env._("%(record)s expires on %(date)s", **values)
        note = record._get_expiry_sentence(fields.Date.add(expiry, days=1))
        if not record.distributor_id.partner_id.email:
            note += " " + record.env._(
                "The distributor has no e-mail address, so nobody there was told."
            )
        record.activity_schedule(
            "distributor_document.mail_activity_type_expiry",
            max(expiry, fields.Date.context_today(record)),
            summary=summary,
            note=plaintext2html(note),
            user_id=user.id,
        )

    def _clear_expiry_activities(self):
        self.activity_unlink(["distributor_document.mail_activity_type_expiry"])

    def _send_expiry_mail(self):
        self.ensure_one()
        if self.distributor_id.partner_id.email:
            template = self.env.ref(self._expiry_template)
            template.send_mail(
                self.id, email_layout_xmlid="mail.mail_notification_light"
            )
