# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.distributor_onboarding.controllers import application as controller

from .common import PDF, PNG
from .test_intake import OnboardingHttpCase


@tagged("post_install", "-at_install")
class TestPage(OnboardingHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls._apply_verified()
        cls.token = cls.application.access_token
        cls.url = f"/distribution/application/{cls.token}"

    def _post(self, action, files=None, **data):
        page = self._open(self.url)
        data["csrf_token"] = page.xpath("//input[@name='csrf_token']/@value")[0]
        return self.url_open(f"{self.url}/{action}", data=data, files=files)

    def _send_file(self, name="licence.pdf", content=PDF, **kw):
        data = {"type_id": str(self.document_type.id), "number": "T-4711", **kw}
        return self._post("upload", files=[("files", (name, content))], **data)

    def test_documents_then_hand_in(self):
        response = self._post("submit")
        self.assertIn("Upload: T-Licence", self._text(response))
        self._send_file()
        self._send_file("../../photo.PNG", PNG)
        document = self.application.document_ids
        self.assertEqual(document.number, "T-4711")
        self.assertEqual(
            set(document.attachment_ids.mapped("name")), {"licence.pdf", "photo.PNG"}
        )
        photo = document.attachment_ids.filtered(lambda a: a.name == "photo.PNG")
        self._post("remove", document=str(document.id), file=str(photo.id))
        self.assertEqual(document.attachment_ids.mapped("name"), ["licence.pdf"])
        self._post("submit")
        self.assertEqual(self.application.state, "brand")
        filed = self.application.distributor_id.document_ids
        self.assertEqual((filed.state, filed.number), ("submitted", "T-4711"))
        self.assertEqual(filed.attachment_ids.mapped("name"), ["licence.pdf"])
        self._send_file("late.pdf")
        self.assertEqual(len(self.application.document_ids.attachment_ids), 1)

    def test_files_that_are_refused(self):
        for name, content in (
            ("page.html", b"<html><script>1</script></html>"),
            ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            ("licence.pdf", b"<html></html>"),
            ("tool.exe", b"MZ\x90\x00"),
            ("big.pdf", PDF + b"0" * (10 * 1024 * 1024)),
        ):
            with self.subTest(name):
                response = self._send_file(name, content)
                self.assertIn("alert-danger", response.text)
        self.assertFalse(self.application.document_ids.attachment_ids)

    def test_foreign_ids_do_nothing(self):
        other = self._apply_verified(email="other@t-hilltop.example.com")
        self._upload(other)
        [file] = other.document_ids.attachment_ids
        self._post("remove", document=str(other.document_ids.id), file=str(file.id))
        self.assertTrue(file.exists())
        kind = self.document_type.create({"name": "T-Other", "code": "T-other"})
        response = self._send_file(type_id=str(kind.id))
        self.assertIn("not asked for", self._text(response))

    def test_files_are_not_public(self):
        self._send_file()
        file = self.application.document_ids.attachment_ids
        self.assertFalse(file.public)
        response = self.url_open(f"/web/content/{file.id}")
        self.assertEqual(response.status_code, 404)

    def test_correct_details(self):
        values = self._fill(city="T-Suzhou", email="thief@example.com")
        self._post("update", **values)
        self.assertEqual(self.application.city, "T-Suzhou")
        self.assertEqual(self.application.email, "li.wei@t-hilltop.example.com")
        response = self._post("update", **{**values, "phone": "1"})
        self.assertIn("no phone number", self._text(response))

    def test_refused_reason_and_resubmission(self):
        self._upload(self.application)
        self.application._submit()
        self.application._refuse("The licence is not readable.\nSend it again.")
        page = self._open(self.url)
        self.assertIn("The licence is not readable.", page.text_content())
        self._post("reopen")
        self.assertEqual(
            (self.application.state, self.application.round), ("documents", 2)
        )
        self._send_file("better.pdf")
        self._post("submit")
        self.assertEqual(self.application.state, "brand")
        names = self.application.distributor_id.document_ids.attachment_ids.mapped(
            "name"
        )
        self.assertIn("better.pdf", names)

    def test_final_refusal_has_no_button(self):
        self.application._refuse("No.", can_resubmit=False)
        page = self._open(self.url)
        self.assertFalse(page.xpath("//form[contains(@action, 'reopen')]"))
        self._post_without_form("reopen")
        self.assertEqual(self.application.state, "refused")

    def _post_without_form(self, action):
        page = self._open("/distribution/apply")
        token = page.xpath("//input[@name='csrf_token']/@value")[0]
        return self.url_open(f"{self.url}/{action}", data={"csrf_token": token})

    def test_no_change_by_get(self):
        for action in ("submit", "reopen", "withdraw", "update", "upload", "remove"):
            response = self.url_open(f"{self.url}/{action}")
            self.assertIn(response.status_code, (404, 405))
        self.assertEqual(self.application.state, "documents")

    def test_withdraw(self):
        self._post("withdraw")
        self.assertEqual(self.application.state, "withdrawn")

    def test_new_link_ends_the_old_one(self):
        self.application.with_user(self.clerk).action_send_link()
        self._open(self.url, 404)
        self._open(self._get_mail_link(self.application, "application"))

    def test_others_are_not_named(self):
        partner = self.env["res.partner"].create(
            {"name": "T-Secret Shop", "company_registry": self.application.credit_code}
        )
        self._create_distributor("T-SECRET", "store", partner_id=partner.id)
        self._upload(self.application)
        response = self._post("submit")
        self.assertIn("contact us", self._text(response))
        self.assertNotIn("Secret", response.text)
        self.assertNotIn("SECRET", response.text)
        self.assertEqual(self.application.state, "documents")

    def test_many_changes_are_stopped(self):
        self.startPatcher(patch.object(controller, "CHANGES_PER_HOUR", 1))
        self._send_file()
        response = self._send_file("second.pdf")
        self.assertIn("Too many", self._text(response))
        self.assertEqual(len(self.application.document_ids.attachment_ids), 1)
