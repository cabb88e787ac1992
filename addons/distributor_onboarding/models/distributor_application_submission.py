# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..engine.normalize import fold


class DistributorApplicationSubmission(models.AbstractModel):
    """The applicant hands everything in: the distributor and its file are made."""

    _name = "distributor.application.submission"
    _description = "Submission of Applications"

    def _get_document_types(self):
        """Return the documents that the level wished requires."""
        self.ensure_one()
        return self.level_id.document_type_ids

    def _get_submit_problems(self):
        """Return what the applicant has to do before it can hand in.

        The sentences are for the applicant: they name nobody else.
        """
        self.ensure_one()
        usable = self.document_ids.filtered(
            lambda d: not d.document_id or d.document_id.state != "refused"
        )
        problems = [
            self.env._("Upload: %s.", kind.name)
            for kind in self._get_document_types() - usable.type_id
        ]
        for document in usable:
            if lacking := document._get_lacking():
                problems.append(
                    self.env._(
                        "%(document)s: fill in %(fields)s.",
                        document=document.type_id.name,
                        fields=", ".join(lacking),
                    )
                )
        self._find_duplicates()
        if self.is_blocked:
            problems.append(
                self.env._(
                    "We cannot take this application online. Please contact us and name"
                    " its number %s.",
                    self.reference,
                )
            )
        return problems

    def _submit_if_complete(self):
        """Hand in when nothing is missing."""
        if self.state == "documents" and not self._get_submit_problems():
            self._hand_in()

    def _submit(self):
        """Make the distributor of a complete application, and go on."""
        self.ensure_one()
        self._check_in_step("documents")
        if not self.date_verified:
            raise UserError(
                self.env._("%s: the e-mail is not verified.", self.display_name)
            )
        if problems := self._get_submit_problems():
            raise UserError("\n".join(problems))
        self._hand_in()

    def _hand_in(self):
        """Go on with what ``_get_submit_problems`` found complete."""
        if self.distributor_id:
            self._sync_distributor()
        else:
            self._create_distributor()
        self.document_ids._hand_in()
        self._log("submitted", step="documents", values=self._get_stated_values())
        self._finish_step("documents")

    def _create_distributor(self):
        partner = self.env["res.partner"].create(
            {**self._prepare_partner_vals(), "company_id": False}
        )
        contact = partner
        if partner.is_company:
            contact = partner.create(
                {**self._prepare_contact_vals(), "parent_id": partner.id}
            )
        self._save_bank_account(partner)
        self.write(
            {
                "contact_id": contact.id,
                "distributor_id": self.env["distributor.distributor"]
                .create(self._prepare_distributor_vals(partner))
                .id,
            }
        )

    def _prepare_partner_vals(self):
        is_company = fold(self.name).strip() != fold(self.contact_name).strip()
        return {
            "name": self.name,
            "is_company": is_company,
            "company_registry": self.credit_code,
            "email": self.email,
            "phone": self.phone,
            "street": self.street,
            "city": self.city,
            "zip": self.zip,
            "state_id": self.state_id.id,
            "country_id": self.country_id.id,
            "lang": self.lang,
            "user_id": self.user_id.id,
        }

    def _prepare_contact_vals(self):
        return {
            "name": self.contact_name,
            "type": "contact",
            "email": self.email,
            "phone": self.phone,
            "lang": self.lang,
        }

    def _prepare_distributor_vals(self, partner):
        return {
            "partner_id": partner.id,
            "company_id": self.company_id.id,
            "level_id": self.level_id.id,
            "parent_id": self.upline_id.id,
            "user_id": self.user_id.id,
            "credit_code": self.credit_code,
            "state": "applicant",
        }

    def _sync_distributor(self):
        """Bring what the applicant or the back office corrected to its record."""
        self.ensure_one()
        distributor = self.distributor_id
        distributor.partner_id.write(self._prepare_partner_vals())
        if self.contact_id != distributor.partner_id:
            self.contact_id.write(self._prepare_contact_vals())
        self._save_bank_account(distributor.partner_id)
        vals = self._prepare_distributor_vals(distributor.partner_id)
        vals.pop("parent_id")
        vals.pop("state")
        distributor.write(
            {
                "active": True,
                **{
                    name: value
                    for name, value in vals.items()
                    if distributor._fields[name].convert_to_write(
                        distributor[name], distributor
                    )
                    != value
                },
            }
        )
        if distributor.parent_id != self.upline_id:
            distributor._set_upline(self.upline_id, distributor._get_today())

    def _save_bank_account(self, partner):
        if not self.bank_account:
            return
        known = partner.bank_ids.mapped("acc_number")
        if self.bank_account not in known:
            partner.bank_ids = [Command.create({"acc_number": self.bank_account})]
