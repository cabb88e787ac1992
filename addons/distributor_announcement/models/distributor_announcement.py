# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.tools import split_every

from .distributor_publication import DistributorPublication

# people a mail goes to at once, each with a copy of their own
MAIL_BATCH = 50


class DistributorAnnouncement(models.Model):
    """Something distributors should know; what is urgent they acknowledge."""

    _name = "distributor.announcement"
    _description = "Announcement"
    _inherit = "distributor.publication"
    _order = "date_from desc, id desc"

    _content_fields = DistributorPublication._content_fields | {
        "body",
        "urgency",
        "block_orders",
    }
    _step_fields = DistributorPublication._step_fields | {"mailed", "reminder_date"}

    body = fields.Html("Text", translate=True)
    urgency = fields.Selection(
        [("normal", "Normal"), ("urgent", "Urgent")],
        required=True,
        default="normal",
        tracking=True,
        help="Urgent: it is sent by mail as well, and waits first on the page of each"
        " distributor until one of its members acknowledges it.",
    )
    block_orders = fields.Boolean(
        "Orders Wait for It",
        tracking=True,
        help="Until the distributor has acknowledged it, its orders are not confirmed.",
    )
    replaces_id = fields.Many2one(
        "distributor.announcement",
        "Corrects",
        readonly=True,
        index="btree_not_null",
        copy=False,
        ondelete="restrict",
    )
    replaced_by_ids = fields.One2many("distributor.announcement", "replaces_id")
    reading_ids = fields.One2many("distributor.announcement.reading", "announcement_id")
    read_count = fields.Integer("Read", compute="_compute_read_count")
    acknowledged_count = fields.Integer("Acknowledged", compute="_compute_read_count")
    missing_count = fields.Integer("Missing", compute="_compute_missing_count")
    mailed = fields.Boolean("Sent by Mail", readonly=True, copy=False)
    reminder_date = fields.Date("Last Reminder", readonly=True, copy=False)

    @api.depends("reading_ids")
    def _compute_read_count(self):
        counts = {
            announcement: (read, acknowledged)
            for announcement, read, acknowledged in self._count_readings()
        }
        for announcement in self:
            read, acknowledged = counts.get(announcement.id, (0, 0))
            announcement.read_count = read
            announcement.acknowledged_count = acknowledged

    def _count_readings(self):
        """Return [(id, distributors that read it, that acknowledged it)]."""
        readings = self.env["distributor.announcement.reading"]
        own = [("announcement_id", "in", self.ids)]
        done = [*own, ("date_acknowledged", "!=", False)]
        by = (["announcement_id"], ["distributor_id:count_distinct"])
        acknowledged = dict(readings._read_group(done, *by))
        return [
            (announcement.id, count, acknowledged.get(announcement, 0))
            for announcement, count in readings._read_group(own, *by)
        ]

    @api.depends("reading_ids", "audience_count", "urgency")
    def _compute_missing_count(self):
        distributors = self.env["distributor.distributor"]
        for announcement in self:
            # shown on the form only: each record asks another question
            domain = announcement._get_missing_domain()
            announcement.missing_count = distributors.search_count(domain)

    def _get_done_domain(self):
        """Return the domain of the readings that are enough."""
        self.ensure_one()
        domain = Domain("announcement_id", "=", self.id or 0)
        if self.urgency == "urgent":
            domain &= Domain("date_acknowledged", "!=", False)
        return domain

    def _get_missing_domain(self):
        """Return the domain of the distributors that have not read it.

        Of an urgent one: that have not acknowledged it.
        """
        self.ensure_one()
        readings = self.env["distributor.announcement.reading"]
        done = readings._read_group(self._get_done_domain(), ["distributor_id"])
        told = [distributor.id for (distributor,) in done]
        return self._get_audience_domain() & Domain("id", "not in", told)

    @api.onchange("urgency")
    def _onchange_urgency(self):
        if self.urgency != "urgent":
            self.block_orders = False

    @api.constrains("urgency", "block_orders")
    def _check_block_orders(self):
        for announcement in self:
            if announcement.block_orders and announcement.urgency != "urgent":
                raise UserError(
                    self.env._(
                        "Orders can only wait for an urgent announcement: %s is none.",
                        announcement.display_name,
                    )
                )

    def _check_content(self):
        if not self._has_text():
            raise UserError(self.env._("Write the text of %s.", self.display_name))
        return super()._check_content()

    def _has_text(self):
        self.ensure_one()
        return bool(self.body and self.body.striptags().strip())

    def _publish(self):
        result = super()._publish()
        self._tell_urgent()
        return result

    # what distributors owe

    @api.model
    def _get_unacknowledged(self, distributor):
        """Return the urgent announcements that a distributor has not acknowledged.

        :return: those for which orders wait first, the oldest first
        """
        return self.search(self._get_unacknowledged_domain(distributor)).sorted(
            lambda one: (not one.block_orders, one.date_from, one.id)
        )

    @api.model
    def _get_unacknowledged_domain(self, distributor):
        done = Domain("distributor_id", "=", distributor.id)
        done &= Domain("date_acknowledged", "!=", False)
        return (
            self._get_shown_domain(distributor)
            & Domain("urgency", "=", "urgent")
            & Domain("reading_ids", "not any", done)
        )

    # mails

    def _get_portal_url(self):
        """Return where distributors read it; the portal replaces it."""
        self.ensure_one()
        return f"{self.get_base_url()}/my"

    def _get_people(self, distributors):
        """Return the logins of the members of distributors, else of the contacts."""
        # sudo: callers are employees who may publish or remind; only mails are sent
        members = self.env["distributor.member"].sudo()
        domain = [("distributor_id", "in", distributors.ids), ("state", "=", "active")]
        served = members.search(domain)
        alone = distributors - served.distributor_id.with_env(distributors.env)
        contacts = self.env["res.users"].sudo()
        found = contacts.search([("partner_id", "child_of", alone.partner_id.ids)])
        return served.user_id | found.filtered(lambda user: user._is_portal())

    def _send_mails(self, distributors):
        """Send this announcement to the people of distributors; return how many."""
        self.ensure_one()
        template = self.env.ref("distributor_announcement.mail_template_announcement")
        # no message of the record: its history would show each batch
        apart = {"model": False, "res_id": False}
        people = self._get_people(distributors).filtered("email")
        for lang, users in people.grouped("lang").items():
            for batch in split_every(MAIL_BATCH, users.partner_id.ids):
                template.with_context(lang=lang).send_mail(
                    self.id,
                    email_values={"recipient_ids": [Command.set(batch)], **apart},
                )
        return len(people)

    def _tell_urgent(self):
        """Send what is urgent and has begun where its company is by mail, once."""
        distributors = self.env["distributor.distributor"]
        for announcement in self:
            today = distributors._get_today(announcement.company_id)
            if announcement.urgency != "urgent" or announcement.date_from > today:
                continue
            announcement.mailed = True
            told = distributors.search(announcement._get_audience_domain())
            people = announcement._send_mails(told)
            announcement.message_post(
                body=self.env._("Sent by mail to %s people.", people)
            )

    @api.model
    def _cron_tell_urgent(self):
        """Send the urgent announcements whose first day has come."""
        self.search(
            [
                ("state", "=", "published"),
                ("urgency", "=", "urgent"),
                ("mailed", "=", False),
                # the day of companies further east begins before the server's
                ("date_from", "<=", "today +1d"),
            ]
        )._tell_urgent()

    def action_remind(self):
        """Ask those by mail who have not read or acknowledged it, once a day."""
        self.ensure_one()
        self.check_access("write")
        self._check_step("published")
        today = self.env["distributor.distributor"]._get_today(self.company_id)
        if self.reminder_date == today:
            raise UserError(
                self.env._("%s was reminded of today already.", self.display_name)
            )
        missing = self.env["distributor.distributor"].search(self._get_missing_domain())
        people = self._send_mails(missing)
        self.message_post(
            body=self.env._(
                "Reminder sent to %(people)s people of %(count)s distributors.",
                people=people,
                count=len(missing),
            )
        )
        # sudo: only the day of the reminder, by whoever may write, checked above
        self.sudo().reminder_date = today
        return True

    def action_view_missing(self):
        """Show who has not read or acknowledged it."""
        self.ensure_one()
        self.check_access("read")
        return self._view_distributors(
            self.env._("Missing: %s", self.display_name), self._get_missing_domain()
        )

    def action_view_readings(self):
        """Show who has read it, and when."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_announcement.distributor_announcement_reading_action"
        )
        return dict(action, domain=[("announcement_id", "=", self.id)], context={})
