# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import logging

from odoo import api, fields, models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)

HIDDEN = ("draft", "reviewed", "cancel")


class DistributorCommissionStatementSending(models.AbstractModel):
    """Sends statements when they are approved, and adds them to the bills.

    Printing takes a second each, so it is done in the background: approving and billing
    do not wait for it, and a printer that fails stops neither.
    """

    _name = "distributor.commission.statement.sending"
    _description = "Sending Commission Statements"

    statement_to_send = fields.Boolean("Statement Waits to Be Sent", readonly=True)
    statement_to_attach = fields.Boolean("Statement Waits for the Bill", readonly=True)
    statement_sent_date = fields.Datetime("Statement Sent On", readonly=True)

    def _queue_statements(self, field):
        """Have statements sent, or added to the bills, in the background."""
        if self:
            # sudo: settlements are read-only for all; the caller checked the group
            self.sudo().write({field: True})
            cron = self.env.ref(
                "distributor_commission_statement.distributor_commission_statement_cron"
            )
            # sudo: only wakes the background
            cron.sudo()._trigger()

    def _send_statement(self):
        """Mail the statement to the distributor, or note that it has no address."""
        self.ensure_one()
        # sudo: settlements are read-only for all; the caller checked the step
        settlement = self.sudo()
        settlement.statement_to_send = False
        if settlement.state in HIDDEN:
            return
        if not settlement.partner_id.email:
            settlement._message_log(
                body=self.env._(
                    "The distributor has no e-mail address: the statement was not sent."
                )
            )
            return
        template = self.env.ref(
            "distributor_commission_statement.mail_template_commission_statement",
            raise_if_not_found=False,
        )
        if not template:  # whoever deletes it wants no such mails
            return
        files = settlement._create_statement_attachments(settlement)
        template.sudo().send_mail(
            settlement.id,
            email_layout_xmlid="mail.mail_notification_light",
            email_values={"attachment_ids": files.ids},
        )
        settlement.statement_sent_date = fields.Datetime.now()

    def _attach_statement(self):
        """Add the statement to the bill, in the place of an earlier one."""
        self.ensure_one()
        # sudo: settlements are read-only for all; the caller checked the step
        settlement = self.sudo()
        settlement.statement_to_attach = False
        if settlement.bill_id:
            settlement._create_statement_attachments(settlement.bill_id)

    def _create_statement_attachments(self, record):
        """Keep the files with a record; earlier ones of the same name go."""
        attachments = self.env["ir.attachment"]
        files = self._get_statement_files()
        attachments.search(
            [
                ("res_model", "=", record._name),
                ("res_id", "=", record.id),
                ("name", "in", [name for name, _content, _mimetype in files]),
            ]
        ).unlink()
        return attachments.create(
            [
                {
                    "name": name,
                    "raw": content,
                    "mimetype": mimetype,
                    "res_model": record._name,
                    "res_id": record.id,
                }
                for name, content, mimetype in files
            ]
        )

    def _try_statement(self, step):
        """Print; what cannot be printed is noted and keeps nothing else waiting."""
        try:
            with self.env.cr.savepoint():
                step()
        except UserError as error:
            _logger.info("No statement of %s: %s", self.name, error)
            # sudo: settlements are read-only for all; the caller checked the step
            settlement = self.sudo()
            settlement.write({"statement_to_send": False, "statement_to_attach": False})
            settlement._message_log(
                body=self.env._("The statement could not be printed: %s", str(error))
            )

    @api.model
    def _cron_statements(self, batch_size=100):
        """Send and attach what waits, each committed by itself."""
        cron = self.env["ir.cron"]
        domain = [
            "|",
            ("statement_to_send", "=", True),
            ("statement_to_attach", "=", True),
        ]
        cron._commit_progress(remaining=self.search_count(domain))
        for settlement in self.search(domain, order="id", limit=batch_size):
            if not settlement.try_lock_for_update():
                continue
            if settlement.statement_to_send:
                settlement._try_statement(settlement._send_statement)
            if settlement.statement_to_attach:
                settlement._try_statement(settlement._attach_statement)
            if not cron._commit_progress(1):
                return
