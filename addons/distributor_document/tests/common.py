# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.tests import new_test_user

from odoo.addons.distributor.tests.common import DistributorCommon

PDF = b"%PDF-1.4 T-licence"


class DocumentFactory:
    """Makes document types, documents and contracts; needs DistributorFactory."""

    @classmethod
    def _create_type(cls, code, **values):
        return cls.env["distributor.document.type"].create(
            {"name": f"T-Type {code}", "code": code, **values}
        )

    @classmethod
    def _create_document(cls, distributor, kind, state="draft", **values):
        """Make a document with a file; imports bring it to any state."""
        document = (
            cls.env["distributor.document"]
            .sudo()
            .create({"distributor_id": distributor.id, "type_id": kind.id, **values})
        )
        document._add_files([("scan.pdf", PDF, "application/pdf")])
        if state != "draft":
            document._submit()
        if state == "verified":
            document._verify()
        return document.sudo(False)

    @classmethod
    def _create_contract(cls, distributor, start, end=None, sign=True, **values):
        contract = (
            cls.env["distributor.contract"]
            .sudo()
            .create(
                {
                    "distributor_id": distributor.id,
                    "date_start": start,
                    "date_end": end,
                    **values,
                }
            )
        )
        contract._add_files([("contract.pdf", PDF, "application/pdf")])
        if sign:
            contract.action_sign()
        return contract.sudo(False)


class DocumentCommon(DocumentFactory, DistributorCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.licence = cls._create_type("t-licence", required_number=True)
        cls.food = cls._create_type(
            "t-food", has_expiry=True, expiry_policy="block", grace_days=5
        )
        cls.card = cls._create_type("t-card", has_expiry=True)
        user = "distributor.distributor_group_user"
        cls.clerk = new_test_user(cls.env, "t-clerk", user)
        cls.checker = new_test_user(cls.env, "t-checker", user)
        cls.manager = new_test_user(
            cls.env, "t-manager", "distributor.distributor_group_manager"
        )
        cls.dealer.sudo().write({"user_id": cls.clerk.id})
        cls.dealer.partner_id.email = "t-dealer@example.com"
        cls.day = date(2026, 3, 1)
