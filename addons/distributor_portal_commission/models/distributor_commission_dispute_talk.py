# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from odoo.addons.distributor_commission_dispute.models.distributor_commission_dispute_states import (  # noqa: E501
    OPEN,
)

MODULE = "distributor_portal_commission"
QUESTION = f"{MODULE}.mail_message_subtype_question"
ANSWER = f"{MODULE}.mail_message_subtype_answer"
ACTIVITY = f"{MODULE}.mail_activity_type_answer"
MAIL = f"{MODULE}.mail_template_dispute_asked"
MAX_TEXT = 2000


class DistributorCommissionDisputeTalk(models.AbstractModel):
    """Questions to a distributor about its dispute, and what it says in the portal.

    Only these messages are read there: notes and other messages of the chatter stay
    inside, and so do the files that came with them.
    """

    _name = "distributor.commission.dispute.talk"
    _description = "Questions About Disputes"

    is_asked = fields.Boolean("Waits for the Distributor", readonly=True, copy=False)

    def action_ask(self):
        """Open the form that asks the distributor something."""
        self.ensure_one()
        self._check_finance()
        self._check_step(*OPEN)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            f"{MODULE}.distributor_commission_dispute_ask_action"
        )
        return dict(action, context={"default_dispute_id": self.id})

    def _ask(self, question):
        """Ask the distributor, which answers in the portal; callers checked the group.

        :raise UserError: when it is decided, or nothing is asked
        """
        self.ensure_one()
        self._check_step(*OPEN)
        text = self._read_text(question)
        # sudo: disputes are read-only for all; the caller checked the group
        dispute = self.sudo()
        dispute._say(text, QUESTION, self.env.user.partner_id)
        dispute.is_asked = True
        dispute._tell_asked()

    def _answer_by_distributor(self, user, text, files=()):
        """Add what a distributor says about its open dispute in the portal.

        The caller checks that the user works for the distributor.

        :param user: res.users record
        :param files: list of (name, content, mimetype) that were checked
        :raise UserError: when it is decided, or nothing is said
        """
        self.ensure_one()
        dispute = self.with_user(user).sudo()
        dispute._check_step(*OPEN)
        dispute._say(self._read_text(text), ANSWER, user.partner_id, files)
        dispute.is_asked = False
        dispute._plan_reading()

    def _read_text(self, text):
        text = (text or "").strip()[:MAX_TEXT]
        if not text:
            raise UserError(self.env._("Write what you want to say."))
        return text

    def _say(self, text, subtype, author, files=()):
        # files are evidence and stay as they came
        message = self.with_context(image_no_postprocess=True).message_post(
            body=plaintext2html(text),
            message_type="comment",
            subtype_xmlid=subtype,
            author_id=author.id,
            attachments=[(name, content) for name, content, _mimetype in files],
        )
        for attachment, file in zip(message.attachment_ids, files, strict=True):
            attachment.mimetype = file[2]

    def _plan_reading(self):
        """Have the responsible read what the distributor said, once."""
        user = self.responsible_id
        if user and not self.activity_search([ACTIVITY]):
            told = self.with_context(lang=user.lang)
            told.activity_schedule(
                ACTIVITY,
                self.company_id._get_commission_today(),
                summary=told.env._("%s: the distributor wrote", self.name),
                user_id=user.id,
            )

    def _tell_asked(self):
        """Mail the question, or note that there is no address to write to."""
        # whoever deletes the template wants no such mails
        template = self.env.ref(MAIL, raise_if_not_found=False)
        if template and self.distributor_id.partner_id.email:
            template.send_mail(
                self.id, email_layout_xmlid="mail.mail_notification_light"
            )
        elif template:
            self.message_post(
                body=self.env._(
                    "The distributor has no e-mail address. It finds the question in"
                    " the portal; call it."
                )
            )

    def _get_portal_messages(self):
        """Return the questions and answers, the oldest first."""
        self.ensure_one()
        subtypes = self.env.ref(QUESTION) + self.env.ref(ANSWER)
        return self.message_ids.filtered(
            lambda message: message.subtype_id in subtypes
        ).sorted("id")

    def _is_portal_question(self, message):
        return message.subtype_id == self.env.ref(QUESTION)

    def _get_portal_question(self):
        """Return the last question, as HTML."""
        return self._get_portal_messages().filtered(self._is_portal_question)[-1:].body

    def _get_portal_opening_files(self):
        """Return the files that came with the dispute itself.

        They were written by whoever opened it, in the same transaction; what staff add
        later on is theirs.
        """
        self.ensure_one()
        return self.attachment_ids.filtered(
            lambda file: file.create_uid == self.user_id
            and file.create_date == self.create_date
            and file not in self.message_ids.attachment_ids
        ).sorted("id")

    def _get_portal_file(self, number):
        """Return a file of the dispute that its distributor may read, or none."""
        files = (
            self._get_portal_opening_files()
            | self._get_portal_messages().attachment_ids
        )
        return files.filtered(lambda file: file.id == number)
