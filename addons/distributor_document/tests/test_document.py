# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged

from ..models.distributor_attachment import MAX_SIZE
from .common import PDF, DocumentCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-01")
class TestDocument(DocumentCommon):
    def _hand_in(self, **values):
        """Let the clerk prepare and hand in a document."""
        document = self._create_document(
            self.dealer.with_user(self.clerk), self.licence, number="A1", **values
        )
        document.sudo().editor_ids = self.clerk
        document.with_user(self.clerk).action_submit()
        return document.with_user(self.checker)

    def test_lifecycle(self):
        with Form(self.env["distributor.document"].with_user(self.clerk)) as form:
            form.distributor_id = self.dealer
            form.type_id = self.licence
            form.number = " 91330100X "
        document = form.record
        self.assertEqual((document.state, document.number), ("draft", "91330100X"))
        self.assertEqual(document.editor_ids, self.clerk)
        with self.assertRaisesRegex(UserError, "Files"):
            document.action_submit()
        document._add_files([("scan.pdf", PDF, "application/pdf")])
        document.action_submit()
        self.assertEqual(document.activity_ids.user_id, self.clerk)
        document.with_user(self.checker).action_verify()
        self.assertEqual(document.state, "verified")
        self.assertEqual(document.verifier_id, self.checker)
        self.assertFalse(document.activity_ids)

    def test_four_eyes(self):
        document = self._hand_in()
        for user in self.clerk, self.manager:
            document.sudo().editor_ids |= user
            with self.assertRaisesRegex(UserError, "prepared"):
                document.with_user(user).action_verify()
            with self.assertRaisesRegex(UserError, "prepared"):
                document.with_user(user).action_refuse()
            with self.assertRaisesRegex(UserError, "prepared"):
                document.with_user(user)._refuse("no")
        document.action_verify()

    def test_everybody_who_touched_it_is_an_editor(self):
        document = self._create_document(self.dealer, self.licence, number="A1")
        document.with_user(self.clerk).number = "A2"
        self.assertIn(self.clerk, document.editor_ids)
        # replacing the content of the file counts as well
        document.attachment_ids.with_user(self.checker).raw = PDF + b"x"
        document.action_submit()
        with self.assertRaisesRegex(UserError, "prepared"):
            document.with_user(self.checker).action_verify()
        document.with_user(self.manager).action_verify()

    def test_what_was_handed_in_is_final(self):
        document = self._hand_in()
        for user in self.clerk, self.manager:
            own = document.with_user(user)
            with self.assertRaisesRegex(UserError, "new version"):
                own.number = "B"
            with self.assertRaisesRegex(UserError, "new version"):
                own.attachment_ids = False
            with self.assertRaisesRegex(UserError, "final"):
                own.attachment_ids.raw = PDF + b"x"
            with self.assertRaisesRegex(UserError, "final"):
                own.attachment_ids.unlink()
            with self.assertRaisesRegex(UserError, "archive"):
                own.unlink()
        with self.assertRaisesRegex(UserError, "new version"):
            document.sudo().date_expiry = self.day
        with self.assertRaises(AccessError):
            document.active = False
        document.note = "T-called them"

    def test_refusal_and_new_version(self):
        document = self._hand_in()
        with self.assertRaisesRegex(UserError, "why"):
            document._refuse("  ")
        wizard = self.env["distributor.document.refuse"].with_user(self.checker)
        context = document.action_refuse()["context"]
        wizard.with_context(**context).create({"reason": "T-blurred"}).action_refuse()
        self.assertEqual(document.state, "refused")
        self.assertEqual(document.refusal_reason, "T-blurred")
        mail = self.env["mail.mail"].search(
            [("model", "=", document._name), ("res_id", "=", document.id)]
        )
        self.assertIn("T-blurred", mail.body_html)
        self.assertIn("t-dealer@example.com", mail.recipient_ids.mapped("email"))
        again = self.env["distributor.document"].browse(
            document.with_user(self.clerk).action_new_version()["res_id"]
        )
        self.assertEqual((again.version, again.previous_id), (2, document))
        self.assertEqual(again.editor_ids, self.clerk)
        again.with_user(self.clerk)._add_files([("b.pdf", PDF, "application/pdf")])
        again.with_user(self.clerk).action_submit()
        again.with_user(self.checker).action_verify()
        self.assertEqual(document.successor_id, again)
        self.assertEqual(document.state, "refused")
        with self.assertRaisesRegex(UserError, "last version"):
            document.with_user(self.clerk).action_new_version()

    def test_a_new_one_replaces_the_old_one(self):
        first = self._create_document(self.dealer, self.licence, "verified", number="1")
        other = self._create_document(
            self.country, self.licence, "verified", number="2"
        )
        second = self._create_document(self.dealer, self.licence, number="3")
        second._submit()
        self.assertFalse(first.successor_id)
        second.sudo()._verify()
        self.assertEqual(first.successor_id, second)
        self.assertFalse(other.successor_id)
        self.licence.is_multiple = True
        third = self._create_document(self.dealer, self.licence, "verified", number="4")
        self.assertFalse(second.successor_id)
        self.assertFalse(third.successor_id)

    def test_expired_is_not_verified(self):
        document = self._create_document(
            self.dealer, self.card, "submitted", date_expiry="2026-02-28"
        )
        with self.assertRaisesRegex(UserError, "expired already"):
            document.with_user(self.checker).action_verify()

    def test_same_number_is_shown(self):
        self._create_document(self.country, self.licence, number="91-X")
        document = self._create_document(self.dealer, self.licence, number="91-X ")
        self.assertIn("T-C", document.duplicate_hint)
        self.assertNotIn("T-D", document.duplicate_hint)
        document.number = "92-X"
        self.assertFalse(document.duplicate_hint)

    def test_activation_needs_what_the_level_requires(self):
        level = self.dealer.level_id
        level.write(
            {
                "document_type_ids": [(6, 0, (self.licence | self.card).ids)],
                "requires_contract": True,
            }
        )
        missing = self.dealer._get_missing_document_types()
        self.assertEqual(missing, self.licence | self.card)
        blockers = self.dealer._get_activation_blockers()
        self.assertIn("T-Type t-licence", blockers[0])
        self.assertIn(level.name, blockers[1])
        domain = [
            ("has_missing_documents", "=", True),
            ("id", "in", (self.dealer | self.master).ids),
        ]
        found = self.env["distributor.distributor"].search(domain)
        self.assertEqual(found, self.dealer)
        self._create_document(self.dealer, self.licence, "verified", number="1")
        self._create_document(
            self.dealer, self.card, "verified", date_expiry="2026-03-01"
        )
        self._create_contract(self.dealer, "2026-03-01")
        self.env.invalidate_all()
        self.assertFalse(self.dealer._get_missing_document_types())
        self.assertFalse(self.dealer._get_activation_blockers())
        self.assertFalse(found.search(domain))
        with freeze_time("2026-03-02"):
            self.assertEqual(self.dealer._get_missing_document_types(), self.card)
            self.env.invalidate_all()
            self.assertEqual(self.dealer.document_problem_count, 1)

    def test_activation_is_refused_with_the_reasons(self):
        self.dealer.level_id.document_type_ids = self.card
        applicant = self._create_distributor("T-A", "dealer", state="applicant")
        with self.assertRaisesRegex(UserError, "T-Type t-card"):
            applicant.with_user(self.manager).action_activate()
        self._create_document(
            applicant, self.card, "verified", date_expiry="2027-01-01"
        )
        applicant.with_user(self.manager).action_activate()
        self.assertEqual(applicant.state, "active")

    def test_upload(self):
        jpg = ("\\\\pc\\photo.jpg", b"\xff\xd8\xff\xe0 T")
        document = self.dealer._upload_document(
            self.licence, [jpg], number="1", date_issue=fields.Date.today()
        )
        self.assertEqual(document.state, "submitted")
        self.assertEqual(document.attachment_ids.name, "photo.jpg")
        self.assertEqual(document.attachment_ids.mimetype, "image/jpeg")
        document.sudo()._verify()
        newer = self.dealer._upload_document(self.licence, [("a", PDF)], number="2")
        self.assertEqual((newer.version, newer.previous_id), (2, document))

    def test_upload_is_what_it_says(self):
        for name, content, text in (
            ("a.pdf", b"<html><script>", "not a PDF"),
            ("a.png", b"MZ\x90", "not a PDF"),
            ("a.svg", b"<svg xmlns='x'/>", "not a PDF"),
            ("a.pdf", PDF + b"x" * MAX_SIZE, "10 MB"),
        ):
            with self.assertRaisesRegex(UserError, text):
                self.dealer._upload_document(self.card, [(name, content)])
        with self.assertRaisesRegex(UserError, "Choose a file"):
            self.dealer._upload_document(self.card, [])
        with self.assertRaisesRegex(UserError, "Expires"):
            self.dealer._upload_document(self.card, [("a.pdf", PDF)])
        heic = b"\x00\x00\x00\x18ftypheic T"
        self.dealer._upload_document(
            self.card, [("a.heic", heic)], date_expiry="2027-01-01"
        )

    def test_file_sections(self):
        self._create_document(self.dealer, self.licence, "verified", number="T-777")
        contract = self._create_contract(self.dealer, "2026-01-01")
        page = self.env["ir.qweb"]._render(
            "distributor_document.file_sections", {"distributor": self.dealer}
        )
        self.assertIn("T-777", page)
        self.assertIn(contract.name, page)
