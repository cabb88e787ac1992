# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .distributor_notification_kind import URGENCIES

DELETED_AT_ONCE = 10000


class DistributorNotification(models.Model):
    """One person is told of one thing; it is read and mailed, but never changed."""

    _name = "distributor.notification"
    _description = "Notification of a Member"
    _inherit = ["distributor.notification.telling", "distributor.notification.mail"]
    _order = "id desc"

    distributor_id = fields.Many2one(
        "distributor.distributor",
        required=True,
        index=True,
        readonly=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users", "Member", required=True, readonly=True, ondelete="cascade"
    )
    kind_id = fields.Many2one(
        "distributor.notification.kind",
        required=True,
        index=True,
        readonly=True,
        ondelete="cascade",
    )
    urgency = fields.Selection(URGENCIES, required=True, readonly=True)
    key = fields.Char(required=True, readonly=True)
    name = fields.Char("Title", required=True, readonly=True)
    body = fields.Text("Text", readonly=True)
    url = fields.Char("Page", readonly=True)
    create_date = fields.Datetime("Told On")
    read_date = fields.Datetime("Read On", readonly=True)
    mail_date = fields.Datetime(
        "Mail Planned", readonly=True, help="Not before; empty when there is no mail."
    )
    sent_date = fields.Datetime("Mailed On", readonly=True)

    _key_uniq = models.UniqueIndex(
        "(user_id, kind_id, key)", "The member was told of this already."
    )
    _reader_idx = models.Index("(user_id, distributor_id, id)")
    _unread_idx = models.Index("(user_id, distributor_id) WHERE read_date IS NULL")
    _mail_idx = models.Index(
        "(mail_date) WHERE sent_date IS NULL AND mail_date IS NOT NULL"
    )
    _create_date_idx = models.Index("(company_id, create_date)")

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("Notifications stay until their time is over."))

    # the person's own; callers resolved distributor and user by session

    @api.model
    def _get_portal_domain(self, distributor, user):
        """Return the domain of what a user sees of a distributor: by its rights now."""
        return [
            ("distributor_id", "=", distributor.id),
            ("user_id", "=", user.id),
            ("kind_id.right", "in", distributor._get_told_rights(user)),
        ]

    @api.model
    def _count_unread(self, distributor, user):
        """Return how many notifications of `_get_portal_domain` nobody read.

        Each page of the portal asks, so it is no statement of the ORM.
        """
        self.flush_model(["distributor_id", "user_id", "kind_id", "read_date"])
        self.env["distributor.notification.kind"].flush_model(["right"])
        [[count]] = self.env.execute_query(
            SQL(
                """
                SELECT COUNT(*)
                  FROM distributor_notification AS told
                  JOIN distributor_notification_kind AS kind ON kind.id = told.kind_id
                 WHERE told.distributor_id = %s
                   AND told.user_id = %s
                   AND told.read_date IS NULL
                   AND kind.right = ANY(%s)
                """,
                distributor.id,
                user.id,
                distributor._get_told_rights(user),
            )
        )
        return count

    def _mark_read(self):
        """Note that the person has seen these; no mail follows any more."""
        unread = self.filtered(lambda one: not one.read_date)
        # sudo: people read their own; the caller found them by the session
        unread.sudo().write({"read_date": fields.Datetime.now()})
        unread.filtered(lambda one: not one.sent_date).sudo().write(
            {"mail_date": False}
        )

    # the end

    @api.autovacuum
    def _gc_notifications(self):
        """Delete what is older than the months each company keeps."""
        deleted = 0
        companies = self.env["res.company"].search(
            [("distributor_notification_months", ">", 0)]
        )
        for company in companies:
            months = relativedelta(months=company.distributor_notification_months)
            self.env.cr.execute(
                SQL(
                    """
                    DELETE FROM distributor_notification WHERE id IN (
                        SELECT id FROM distributor_notification
                         WHERE company_id = %s AND create_date < %s
                         LIMIT %s
                    )
                    """,
                    company.id,
                    fields.Datetime.now() - months,
                    DELETED_AT_ONCE,
                )
            )
            deleted += self.env.cr.rowcount
        self.invalidate_model()
        return deleted, int(deleted >= DELETED_AT_ONCE)
