# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

MAX_WAITING = 30


class DistributorDocument(models.Model):
    """The steps of a document, from its upload to its replacement."""

    _inherit = "distributor.document"

    def action_submit(self):
        """Hand the document in for verification."""
        self._submit()
        return True

    def action_reset(self):
        """Take a document back that nobody has verified yet."""
        self.check_access("write")
        self._check_step("submitted")
        self._clear_verify_activities()
        # sudo: access and state were checked above; write() keeps others out
        self.sudo().write({"state": "draft", "submitted_date": False})
        return True

    def action_verify(self):
        """Confirm that the document is genuine: by somebody who did not prepare it."""
        self._verify()
        return True

    def action_refuse(self):
        """Ask for the reason of a refusal."""
        self._check_verifier()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Refuse"),
            "res_model": "distributor.document.refuse",
            "view_mode": "form",
            "target": "new",
            "context": {"default_document_ids": self.ids},
        }

    def action_new_version(self):
        """Start a new version of a document that was handed in."""
        self.ensure_one()
        document = self._make_version()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": document.id,
            "view_mode": "form",
        }

    def _submit(self):
        self.check_access("write")
        self._check_step("draft")
        for document in self:
            document._check_complete()
        # sudo: access, state and content were checked above
        self.sudo().write(
            {"state": "submitted", "submitted_date": fields.Datetime.now()}
        )
        for document in self.filtered("distributor_id.user_id"):
            user = document.distributor_id.user_id
            document.with_context(lang=user.lang).activity_schedule(
                "distributor_document.mail_activity_type_verify", user_id=user.id
            )

    def _verify(self):
        """Verify documents; imports, in superuser mode, may verify their own."""
        self._check_verifier()
        today = fields.Date.context_today(self)
        for document in self:
            document._check_complete()
            if document.date_expiry and document.date_expiry < today:
                raise UserError(
                    self.env._(
                        "%s has expired already. Refuse it and ask for a valid one.",
                        document.display_name,
                    )
                )
        self._clear_verify_activities()
        # sudo: access, state and four eyes were checked above
        self.sudo().write(
            {
                "state": "verified",
                "verifier_id": self.env.uid,
                "verified_date": fields.Datetime.now(),
            }
        )
        for document in self.sudo():
            document._supersede()

    def _refuse(self, reason):
        """Refuse documents with a reason the distributor reads."""
        self._check_verifier()
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the document is refused."))
        self._clear_verify_activities()
        # sudo: access, state and four eyes were checked above
        self.sudo().write(
            {
                "state": "refused",
                "verifier_id": self.env.uid,
                "verified_date": fields.Datetime.now(),
                "refusal_reason": reason.strip(),
            }
        )
        for document in self.sudo().filtered("distributor_id.partner_id.email"):
            self.env.ref(
                "distributor_document.mail_template_document_refused"
            ).sudo().send_mail(
                document.id, email_layout_xmlid="mail.mail_notification_light"
            )

    def _expire(self):
        # sudo: called by the scheduled job for documents whose last day is over
        self.sudo().write({"state": "expired"})

    def _make_version(self):
        """Return a draft that will replace this document when it is verified."""
        self.ensure_one()
        self.check_access("write")
        if self.state == "draft" or self.successor_id:
            raise UserError(
                self.env._(
                    "%s is not the last version that was handed in.", self.display_name
                )
            )
        # sudo: access and state were checked above; who edits it is noted by create()
        return (
            self.sudo()
            .create(
                {
                    "distributor_id": self.distributor_id.id,
                    "type_id": self.type_id.id,
                    "number": self.number,
                    "previous_id": self.id,
                    "version": self._get_last_version() + 1,
                }
            )
            .sudo(self.env.su)
        )

    def _get_last_version(self):
        # sudo: a number only, of documents of the same distributor
        [(version,)] = (
            self.sudo()
            .with_context(active_test=False)
            ._read_group(
                [
                    ("distributor_id", "=", self.distributor_id.id),
                    ("type_id", "=", self.type_id.id),
                ],
                [],
                ["version:max"],
            )
        )
        return version or 0

    def _supersede(self):
        """Let a verified document replace the earlier ones of its type."""
        self.ensure_one()
        old = self.browse()
        if not self.type_id.is_multiple:
            old = self.search(
                [
                    ("distributor_id", "=", self.distributor_id.id),
                    ("type_id", "=", self.type_id.id),
                    ("state", "in", ("verified", "expired")),
                    ("successor_id", "=", False),
                    ("id", "!=", self.id),
                ]
            )
        previous = self.previous_id
        while previous:
            old |= previous.filtered(lambda d: not d.successor_id)
            previous = previous.previous_id
        old.successor_id = self
        old._clear_expiry_activities()

    def _check_verifier(self):
        """Check the right to verify or refuse: four eyes, except for imports."""
        self.check_access("write")
        self._check_step("submitted")
        if self.env.su:
            return
        if not self.env.user.has_group("distributor.distributor_group_user"):
            raise AccessError(self.env._("Only distribution users verify documents."))
        for document in self:
            if self.env.user in document.editor_ids:
                raise UserError(
                    self.env._(
                        "You prepared %s yourself: somebody else has to verify it.",
                        document.display_name,
                    )
                )

    def _check_complete(self):
        """Refuse a document without its file, number or expiry, naming what lacks."""
        self.ensure_one()
        missing = self.type_id._get_lacking(self)
        if missing:
            raise UserError(
                self.env._(
                    "%(document)s is not complete. Fill in: %(fields)s.",
                    document=self.display_name,
                    fields=", ".join(missing),
                )
            )

    def _is_replaced(self):
        """Tell whether another document of the type was handed in after this one."""
        self.ensure_one()
        return any(
            other.type_id == self.type_id
            and other.version > self.version
            and other.state != "draft"
            for other in self.distributor_id.document_ids
        )

    @api.model
    def _check_waiting(self, distributor, waiting):
        """Keep one distributor from flooding those who verify."""
        if len(waiting) >= MAX_WAITING:
            raise UserError(
                self.env._(
                    "%(count)s documents of %(distributor)s wait to be verified. Upload"
                    " more when they are.",
                    count=len(waiting),
                    distributor=distributor.name,
                )
            )

    def _clear_verify_activities(self):
        self.activity_unlink(["distributor_document.mail_activity_type_verify"])
