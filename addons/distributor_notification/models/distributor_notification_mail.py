# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import logging

from odoo import api, fields, models
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

SETTINGS = "/my/distribution/notifications/settings"
LIST = "/my/distribution/notifications"


class DistributorNotificationMail(models.AbstractModel):
    """Mails notifications: urgent ones each, all others that are due in one mail.

    A notification is claimed and its mail is made in one transaction, so that a job
    that is killed, or runs twice at once, mails nothing twice.
    """

    _name = "distributor.notification.mail"
    _description = "Mailing of Notifications"

    @api.model
    def _cron_mail(self, batch_size=100):
        """Mail what is due, a batch of people at a time."""
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=self._count_due())
        while claimed := self._claim_due(batch_size):
            claimed._mail()
            if not cron._commit_progress(len(claimed)):
                return

    @api.model
    def _count_due(self):
        return self.search_count(
            [("sent_date", "=", False), ("mail_date", "<=", fields.Datetime.now())]
        )

    @api.model
    def _claim_due(self, limit):
        """Take all that is due for some people; what another job has taken is left.

        :param limit: of people
        :return: notifications that are this transaction's to mail
        """
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                WITH due AS (
                    SELECT n.id FROM distributor_notification AS n
                     WHERE n.sent_date IS NULL AND n.mail_date <= %(now)s
                       AND n.user_id IN (
                           SELECT user_id FROM distributor_notification
                            WHERE sent_date IS NULL AND mail_date <= %(now)s
                         GROUP BY user_id ORDER BY min(mail_date) LIMIT %(limit)s)
                       FOR NO KEY UPDATE SKIP LOCKED
                )
                UPDATE distributor_notification AS n
                   SET sent_date = %(now)s
                  FROM due
                 WHERE n.id = due.id
             RETURNING n.id
                """,
                now=fields.Datetime.now(),
                limit=limit,
            )
        )
        claimed = self.browse(sorted(row[0] for row in rows))
        claimed.invalidate_recordset(["sent_date"])
        return claimed

    def _mail(self):
        """Make the mails of claimed notifications; who lost the right gets none."""
        kept = self._filter_allowed()
        (self - kept).write({"sent_date": False, "mail_date": False})
        alone = kept.filtered(lambda one: one.urgency == "urgent")
        groups = [*alone]
        shared = (kept - alone).grouped(lambda one: (one.user_id, one.distributor_id))
        groups += shared.values()
        mails = self.env["mail.mail"].create(
            [
                group.with_context(lang=group.user_id.lang)._prepare_mail_vals()
                for group in groups
            ]
        )
        if mails:
            self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()

    def _filter_allowed(self):
        """Return those whose reader may still know of it."""
        allowed = {}
        for right, ours in self.grouped(lambda one: one.kind_id.right).items():
            allowed[right] = ours.distributor_id._get_notified_users(right)
        return self.filtered(
            lambda one: (
                one.user_id in allowed[one.kind_id.right][one.distributor_id.sudo()]
            )
        )

    def _prepare_mail_vals(self):
        """Return the values of the mail of notifications of one person."""
        user, company = self.user_id, self.company_id[:1]
        base = self[:1].get_base_url()
        subject = self[:1].name
        if len(self) > 1:
            subject = self.env._(
                "%(count)s news from %(company)s", count=len(self), company=company.name
            )
        body = self.env["ir.qweb"]._render(
            "distributor_notification.mail_notifications",
            {
                "notifications": self,
                "distributor": self.distributor_id,
                "company": company,
                "base": base,
                "list_url": base + LIST,
                "settings_url": base + SETTINGS,
            },
            minimal_qcontext=True,
        )
        return {
            "subject": subject,
            "body_html": body,
            "email_from": company.email_formatted or self.env.user.email_formatted,
            "email_to": user.email_formatted,
            "auto_delete": True,
            "headers": repr({"List-Unsubscribe": f"<{base}{SETTINGS}>"}),
        }

    def _get_open_url(self):
        """Return the address that shows it, and notes that it was read."""
        self.ensure_one()
        return f"{LIST}/{self.id}"
