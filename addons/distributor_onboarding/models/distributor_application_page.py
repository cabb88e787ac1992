# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import format_amount


class DistributorApplicationPage(models.AbstractModel):
    """What an applicant sees of its application, and may do on its page.

    The controller resolved the application by its token, in sudo.
    """

    _name = "distributor.application.page"
    _description = "Page of an Applicant"

    def _get_level_choices(self):
        self.ensure_one()
        levels = self.env["distributor.application.invitation"]._get_levels(
            self.invitation_id
        )
        return levels | self.level_id

    def _get_page_values(self):
        """Return what the page shows: texts and own records, nobody else's."""
        self.ensure_one()
        return {
            "application": self,
            "steps": self._get_page_steps(),
            "hint": self._get_page_hint(),
            "documents": self._get_page_documents(),
            "levels": self._get_level_choices(),
            "countries": self._get_countries(),
            "states": self.country_id.state_ids,
            "values": {
                **{name: self[name] or "" for name in self._get_page_texts()},
                "country_id": self.country_id.id,
                "state_id": self.state_id.id,
                "level_id": self.level_id.id,
            },
            "errors": {},
            "problems": [],
        }

    @api.model
    def _get_countries(self):
        """Return every country, for the choice in the form."""
        return self.env["res.country"].search([("code", "!=", False)])

    def _get_page_texts(self):
        return [
            "name",
            "contact_name",
            "email",
            "phone",
            "credit_code",
            "street",
            "city",
            "zip",
            "bank_account",
            "message",
        ]

    def _get_page_steps(self):
        return [
            {
                "kind": step.kind,
                "label": step._get_label(),
                "state": step.state,
                "date_done": step.date_done,
                "date_due": step.date_due if step.state == "doing" else False,
            }
            for step in self.step_ids.sorted("sequence")
            if step.state != "skipped"
        ]

    def _get_page_hint(self):
        """Return what happens now, as a sentence for the applicant."""
        deposit = format_amount(
            self.env, self.deposit_required, self.company_id.currency_id
        )
        hints = {
            "documents": self.env._(
                "Check your details, upload what is asked below and hand it in."
            ),
            "upline": self.env._(
                "%s is asked to accept you. There is nothing to do for you now.",
                self.upline_id.name or "",
            ),
            "brand": self.env._(
                "We check your details. There is nothing to do for you now."
            ),
            "contract": self.env._("We send you the contract to sign."),
            "deposit": self.env._(
                "Please pay the deposit of %(amount)s and name %(reference)s. It stays"
                " yours and is refunded at the end.",
                amount=deposit,
                reference=self.reference,
            ),
            "activation": self.env._("Everything is here. We open your account."),
            "done": self.env._(
                "Welcome! You received an e-mail with which you log in."
            ),
            "withdrawn": self.env._("You withdrew this application."),
        }
        return hints.get(self.state, "")

    def _get_page_documents(self):
        """Return the documents asked for, with what was sent of each."""
        documents = []
        for kind in self._get_document_types():
            sent = self.document_ids.filtered(lambda d, k=kind: d.type_id == k)
            draft = sent.filtered(lambda d: not d.document_id)[-1:]
            documents.append(
                {
                    "type": kind,
                    "draft": draft,
                    "sent": (sent - draft).filtered("document_id"),
                }
            )
        return documents

    def _update_stated(self, values):
        """Correct what the applicant stated; an upline accepts each level anew."""
        self.ensure_one()
        if values["level_id"] != self.level_id.id:
            self._get_step("upline")._reset()
        self.write(values)

    def _save_document(self, type_id, number, date_expiry, files):
        """Keep a document that the applicant sent, until it hands everything in."""
        self.ensure_one()
        kind = self._get_document_types().filtered(lambda t: t.id == type_id)
        if not kind:
            raise UserError(self.env._("This document is not asked for."))
        document = self.document_ids.filtered(
            lambda d: d.type_id == kind and not d.document_id
        )[-1:]
        values = {"number": number, "date_expiry": date_expiry}
        if not document:
            document = self.document_ids.create(
                {"application_id": self.id, "type_id": kind.id, **values}
            )
        else:
            document.write(values)
        if files or not document.attachment_ids:
            accepted = document._check_upload(files)
            document._check_room(accepted)
            document._add_files(accepted)

    def _remove_file(self, document_id, file_id):
        """Remove a file that was not handed in yet."""
        self.ensure_one()
        document = self.document_ids.filtered(
            lambda d: d.id == document_id and not d.document_id
        )
        document.attachment_ids.filtered(lambda a: a.id == file_id).unlink()
