# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import re
from datetime import date

from odoo import fields
from odoo.fields import Command
from odoo.tests import new_test_user

from odoo.addons.distributor.tests.common import DistributorCommon

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452")
CODE = "91110000600037341L"  # its check digit fits


class OnboardingFactory:
    """Makes applications and the people who decide on them."""

    @classmethod
    def _create_people(cls):
        cls.clerk = cls._create_user("t-onb-clerk", "user")
        cls.finance = cls._create_user("t-onb-finance", "finance")
        cls.boss = cls._create_user("t-onb-boss", "manager")

    @classmethod
    def _create_user(cls, login, group):
        return new_test_user(
            cls.env,
            login,
            f"distributor.distributor_group_{group}",
            email=f"{login}@example.com",
        )

    @classmethod
    def _set_level(cls, code="store", **kw):
        """Give a level one required document, a contract and a deposit."""
        cls.document_type = cls.env["distributor.document.type"].create(
            {"name": "T-Licence", "code": "T-licence", "required_number": True}
        )
        level = cls._get_level(code)
        level.write(
            {
                "document_type_ids": [Command.set(cls.document_type.ids)],
                "requires_contract": True,
                "deposit_amount": 500,
                **kw,
            }
        )
        return level

    @classmethod
    def _create_invitation(cls, upline=None, **kw):
        return cls.env["distributor.application.invitation"].create(
            {
                "label": "T-Invited",
                "upline_id": upline.id if upline else False,
                "company_id": cls.company.id,
                "user_id": cls.clerk.id,
                **kw,
            }
        )

    @classmethod
    def _prepare_application(cls, **kw):
        return {
            "name": "T-Qilin Zephyr Ltd",
            "contact_name": "T-Li Wei",
            "email": "li.wei@t-hilltop.example.com",
            "phone": "+86 571 5550 0142",
            "credit_code": CODE,
            "street": "T-Hill Road 1",
            "city": "T-Hangzhou",
            "zip": "310000",
            "country_id": cls.env.ref("base.cn").id,
            "level_id": cls.level.id,
            "bank_account": "6222 0200 1234 5678",
            "message": "We sell tea.",
            "lang": "en_US",
            "company_id": cls.company.id,
            **kw,
        }

    @classmethod
    def _apply(cls, invitation=None, **kw):
        """Receive an application, as the page does."""
        notice = cls.env["distributor.privacy.notice"]._get_current(cls.company)
        return (
            cls.env["distributor.application"]
            .sudo()
            ._receive(
                cls._prepare_application(**kw),
                invitation or cls.env["distributor.application.invitation"],
                notice,
            )
        )

    @classmethod
    def _apply_verified(cls, invitation=None, **kw):
        application = cls._apply(invitation, **kw)
        application._verify()
        return application

    @classmethod
    def _upload(cls, application):
        for kind in application._get_document_types():
            application._save_document(kind.id, "T-4711", None, [("licence.pdf", PDF)])

    @classmethod
    def _submit_application(cls, invitation=None, **kw):
        application = cls._apply_verified(invitation, **kw)
        cls._upload(application)
        if application.state == "documents":
            application._submit()
        return application

    def _verify_by_brand(self, application, user=None):
        """Verify the documents, tick the checklist, press the button."""
        user = user or self.boss
        documents = application.distributor_id.document_ids.filtered(
            lambda d: d.state == "submitted"
        )
        documents.with_user(user).action_verify()
        checks = application._get_step("brand").check_ids
        checks.with_user(user).write({"done": True})
        application.with_user(user).action_verify()

    def _sign_contract(self, application):
        contract = self.env["distributor.contract"].create(
            {
                "distributor_id": application.distributor_id.id,
                "date_start": date(2020, 1, 1),
                "attachment_ids": [
                    Command.create({"name": "contract.pdf", "raw": PDF})
                ],
            }
        )
        contract.with_user(self.boss).action_sign()
        return contract

    def _pay(self, application, amount):
        journal = self.env["account.journal"].create(
            {
                "name": "T-Bank",
                "code": f"T{len(self.env['account.journal'].search([])):04d}"[-5:],
                "type": "bank",
                "company_id": self.company.id,
            }
        )
        if "distributor.wallet" in self.env:
            wallet = self.env["distributor.wallet"]._get_or_create(
                application.distributor_id, self.company.currency_id
            )
            return wallet._top_up(amount, journal, fields.Date.today())
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": application.distributor_id.partner_id.id,
                "amount": amount,
                "journal_id": journal.id,
            }
        )
        payment.action_post()
        return payment

    def _get_mail_link(self, application, path):
        """Return the last link of a kind that was mailed to an applicant."""
        mails = self.env["mail.mail"].search(
            [("email_to", "=", application.email)], order="id desc"
        )
        for mail in mails:
            if found := re.search(rf"/distribution/{path}/[\w-]+", mail.body_html):
                return found[0]
        return None


class OnboardingCommon(OnboardingFactory, DistributorCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_people()
        cls.level = cls._set_level()
