# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import logging

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from .distributor_statement_states import OPEN, WAITING

_logger = logging.getLogger(__name__)

DIRECT = 10  # statements sent while the user waits; more are sent in the background
REMINDERS = (7, 14)  # days without an answer after which it is reminded


class DistributorStatementSteps(models.AbstractModel):
    """From draft to an answer: sent, reminded, confirmed or disputed.

    Each change of state is a private method behind a check: of the group in the back
    office, of the right over money in the portal.
    """

    _name = "distributor.statement.steps"
    _description = "Steps of Statements"

    # sending

    def action_send(self):
        """Send drafts: a few at once, many in the background."""
        self._check_finance()
        self._check_step("draft")
        if len(self) <= DIRECT:
            self._send()
            return True
        # sudo: statements are read-only for all; the group was checked above
        self.sudo().write({"to_send": True, "send_error": False})
        self._trigger_send()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": self.env._(
                    "%s statements are being sent in the background.", len(self)
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _send(self):
        """Copy the figures a last time, seal them and tell the distributors.

        :raise UserError: a dispute about the version before is not decided
        """
        self._copy_lines()
        # sudo: statements are read-only for all; callers checked who sends
        for statement in self.sudo():
            statement._replace_older()
            statement._seal()
            statement.write(
                {
                    "state": "sent",
                    "to_send": False,
                    "send_error": False,
                    "date_sent": fields.Datetime.now(),
                    "date_waiting": fields.Datetime.now(),
                    "sent_uid": self.env.uid,
                }
            )
            statement._send_mail("mail_template_statement")

    def _replace_older(self):
        older = self.search(
            [
                *self._get_versions_domain(),
                ("state", "not in", ("draft", "replaced")),
            ]
        )
        if disputed := older.filtered("dispute_count")[:1]:
            raise UserError(
                self.env._(
                    "Decide the disputes about %s before you send a new version.",
                    disputed.name,
                )
            )
        older.write({"state": "replaced", "replaced_by_id": self.id})
        older.flush_recordset()

    def _send_mail(self, template):
        """Mail the distributor, or note that it has no address."""
        self.ensure_one()
        if not self.partner_id.email:
            self.message_post(
                body=self.env._(
                    "The distributor has no e-mail address: it finds the statement in"
                    " the portal only."
                )
            )
            return
        self.env.ref(f"distributor_statement.{template}").sudo().send_mail(
            self.id,
            email_layout_xmlid="mail.mail_notification_light",
            email_values={"attachment_ids": self.pdf_id.ids},
        )

    def _get_portal_url(self):
        """Return the address under which the distributor answers."""
        self.ensure_one()
        return f"{self.get_base_url()}/my/distribution/statements/{self.id}"

    @api.model
    def _cron_send(self, batch_size=50):
        """Send queued drafts, each committed by itself; one that fails says why."""
        cron = self.env["ir.cron"]
        domain = [("to_send", "=", True), ("state", "=", "draft")]
        cron._commit_progress(remaining=self.search_count(domain))
        for statement in self.search(domain, order="id", limit=batch_size):
            if not statement.try_lock_for_update():
                continue
            try:
                with self.env.cr.savepoint():
                    statement._send()
            except UserError as error:
                statement.write({"to_send": False, "send_error": str(error)})
                _logger.info("%s was not sent: %s", statement.name, error)
            if not cron._commit_progress(1):
                return

    @api.model
    def _cron_remind(self, batch_size=200):
        """Remind of statements without an answer, once for each step."""
        cron = self.env["ir.cron"]
        for count, days in reversed(list(enumerate(REMINDERS))):
            before = fields.Datetime.now() - relativedelta(days=days)
            domain = [
                ("state", "in", WAITING),
                ("date_waiting", "<=", before),
                ("reminder_count", "<=", count),
            ]
            cron._commit_progress(remaining=self.search_count(domain))
            for statement in self.search(domain, order="id", limit=batch_size):
                statement.reminder_count = count + 1
                statement._send_mail("mail_template_statement_reminder")
                if not cron._commit_progress(1):
                    return

    # the answer of the other side

    def _confirm(self, user, ip, data_hash):
        """Record that the distributor agrees.

        :param user: res.users who confirms; the caller checked its right over money
        :param ip: address it came from
        :param data_hash: hash of the figures that were shown
        :raise UserError: it was changed, answered or replaced meanwhile
        """
        self.ensure_one()
        self._check_answer()
        if data_hash != self.data_hash or self._get_seal_problems():
            raise UserError(
                self.env._("These figures have changed. Open the statement again.")
            )
        # sudo: the caller checked the right of the user over this distributor's money
        self.sudo().write(
            {
                "state": "confirmed",
                "confirmed_uid": user.id,
                "date_confirmed": fields.Datetime.now(),
                "confirmed_ip": ip,
            }
        )

    def _check_answer(self):
        """Refuse an answer to what is answered or does not count any more."""
        if self.state == "replaced":
            raise UserError(
                self.env._("There is a new version of this statement. Open that one.")
            )
        if self.state == "confirmed":
            raise UserError(self.env._("This statement is confirmed already."))
        if self.state == "disputed":
            raise UserError(
                self.env._("A line is disputed: it is confirmed when that is decided.")
            )
        self._check_step(*WAITING)

    def _dispute(self, line, expected, reason, files=(), user=None, ip=None):
        """Record that the distributor does not agree with a line.

        :param line: distributor.statement.line of this statement
        :param expected: the amount it expects, in the statement's currency
        :param reason: why
        :param files: list of (name, content, mimetype) that were checked
        :param user: res.users who disputes; the caller checked its right over money
        :param ip: address it came from
        :return: distributor.statement.dispute
        """
        self.ensure_one()
        if self.state != "disputed":
            self._check_answer()
        if line.statement_id != self:
            raise UserError(self.env._("This line is of another statement."))
        # sudo: whether it is open decides; the caller checked the right of the user
        if line.sudo().dispute_ids.filtered(lambda one: one.state in OPEN):
            raise UserError(
                self.env._("This line is disputed already; wait for the decision.")
            )
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Write why you do not agree with the line."))
        # sudo: the caller checked the right of the user over this distributor's money
        statement = self.sudo()
        dispute = statement.env["distributor.statement.dispute"].create(
            {
                "line_id": line.id,
                "statement_id": statement.id,
                "expected_amount": statement.currency_id.round(expected),
                "reason": reason,
                "user_id": (user or self.env.user).id,
                "ip": ip,
            }
        )
        dispute._add_files(files)
        statement.state = "disputed"
        responsible = statement._get_responsible()
        told = statement.with_context(lang=responsible.lang)
        told.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=told.env._("Disputed: %s", line.with_env(told.env).display_name),
            note=reason,
            user_id=responsible.id,
        )
        return dispute

    def _get_responsible(self):
        """Return who looks after disputes: who sent it, else the contact."""
        sender = self.sent_uid.filtered(lambda user: user.active and not user.share)
        root = self.env.ref("base.user_root")
        return (sender - root) or self.distributor_id.user_id or self.env.user

    def _on_decided(self):
        """Tell the distributor when the last dispute of a statement is decided."""
        for statement in self.sudo():
            if statement.state == "disputed" and not statement.dispute_count:
                statement.write(
                    {
                        "state": "resolved",
                        "date_waiting": fields.Datetime.now(),
                        "reminder_count": 0,
                    }
                )
                statement.activity_unlink(["mail.mail_activity_data_todo"])
                statement._send_mail("mail_template_statement_decided")
