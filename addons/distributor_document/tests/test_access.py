# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.distributor.tests.test_access import AccessMatrix

from .common import PDF, DocumentCommon


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, DocumentCommon):
    def test_matrix(self):
        user = {"user": "rwcu", "manager": "rwcu", "finance": "rwcu"}
        keep = {"user": "rwc", "manager": "rwcu", "finance": "rwc"}
        self._check_matrix(
            {
                "distributor.document.type": {
                    **dict.fromkeys(("user", "finance", "salesman"), "r"),
                    "manager": "rwcu",
                },
                "distributor.document": user,
                "distributor.contract": keep,
                "distributor.penalty": keep,
                "distributor.document.refuse": user,
                "distributor.paper.step": user,
                "distributor.paper.step.line": user,
                "distributor.contract.end": {"manager": "rwcu"},
                "distributor.contract.renew": {"manager": "rwcu"},
                "distributor.contract.renew.line": {"manager": "rwcu"},
            }
        )

    def test_other_company_is_invisible(self):
        other = self.env["res.company"].create({"name": "T-Other"})
        foreign = self._create_distributor("T-F", "master", company_id=other.id)
        document = self._create_document(foreign, self.card)
        contract = self._create_contract(foreign, self.day, sign=False)
        penalty = self.env["distributor.penalty"].create(
            {"distributor_id": foreign.id, "clause": "1", "reason": "T"}
        )
        for record in (document, contract, penalty):
            seen = record.with_user(self.manager)
            self.assertFalse(seen.search([("id", "=", record.id)]))
            with self.assertRaises(AccessError):
                seen.read(["state"])
        with self.assertRaises(AccessError):
            document.attachment_ids.with_user(self.manager).read(["raw"])

    def test_files_follow_their_record(self):
        document = self._create_document(self.dealer, self.card)
        [file] = document.attachment_ids
        self.assertEqual(
            (file.res_model, file.res_id, file.public),
            (document._name, document.id, False),
        )
        self.assertEqual(file.with_user(self.clerk).raw, PDF)
        for group in ("sales_team.group_sale_salesman", "base.group_portal"):
            stranger = new_test_user(self.env, f"t-{group}", group)
            with self.assertRaises(AccessError):
                file.with_user(stranger).read(["raw"])

    def test_file_of_another_record_is_refused(self):
        secret = self.env["ir.attachment"].create(
            {
                "name": "T-secret.pdf",
                "raw": PDF,
                "res_model": "res.company",
                "res_id": self.company.id,
            }
        )
        document = self._create_document(self.dealer, self.card)
        loose = (
            self.env["ir.attachment"]
            .with_user(self.checker)
            .create({"name": "T-loose.pdf", "raw": PDF, "res_model": document._name})
        )
        for file in (secret, loose):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                document.with_user(self.clerk).attachment_ids |= file.with_user(
                    self.clerk
                )
        own = loose.with_user(self.clerk).sudo().copy({"res_id": 0}).sudo(False)
        document.with_user(self.clerk).attachment_ids |= own
        self.assertEqual(own.sudo().res_id, document.id)

    def test_files_are_never_public(self):
        document = self._create_document(self.dealer, self.card)
        with self.assertRaisesRegex(UserError, "scan.pdf"):
            document.attachment_ids.public = True
        with self.assertRaisesRegex(UserError, "T-open"):
            self.env["ir.attachment"].create(
                {
                    "name": "T-open.pdf",
                    "raw": PDF,
                    "public": True,
                    "res_model": document._name,
                    "res_id": document.id,
                }
            )

    def test_salesman_sees_the_distributor_without_its_papers(self):
        self._create_document(self.dealer, self.card)
        salesman = new_test_user(
            self.env, "t-salesman", "sales_team.group_sale_salesman"
        )
        dealer = self.dealer.with_user(salesman)
        self.assertTrue(dealer.name)
        with self.assertRaises(AccessError):
            dealer.read(["document_ids"])
        view = dealer.get_view(view_type="form")["arch"]
        self.assertNotIn("document_ids", view)
        self.assertTrue(dealer._get_expiry_findings(self.day) == [])

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_steps_are_not_written(self):
        document = self._create_document(self.dealer, self.card)
        contract = self._create_contract(self.dealer, self.day, sign=False)
        penalty = self.env["distributor.penalty"].create(
            {"distributor_id": self.dealer.id, "clause": "1", "reason": "T"}
        )
        for record, state in (
            (document, "verified"),
            (contract, "signed"),
            (penalty, "decided"),
        ):
            own = record.with_user(self.manager)
            with self.assertRaises(AccessError):
                own.state = state
            with self.assertRaises(AccessError):
                own.create({"distributor_id": self.dealer.id, "state": state})
        with self.assertRaises(AccessError):
            document.with_user(self.clerk).editor_ids = False
        with self.assertRaises(AccessError):
            contract.with_user(self.clerk).action_sign()
