# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from lxml import html

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user

from odoo.addons.distributor.tests.test_access import AccessMatrix
from odoo.addons.distributor_portal.tests.common import HOME, select

from ..models.distributor_commission_dispute_talk import ACTIVITY
from .common import DISPUTES, URL, PortalCommissionCommon

PDF = b"%PDF-1.4 T"


class TestTalk(AccessMatrix, PortalCommissionCommon):
    """A question about a dispute, its answer, and who reads the files of both."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.staff = new_test_user(
            cls.env,
            "t-talk",
            "distributor.distributor_group_finance",
            company_id=cls.company.id,
            company_ids=[cls.company.id],
        )
        disputes = cls.env["distributor.commission.dispute"]
        opened = disputes._open_by_distributor(
            cls.dealer,
            cls.entry,
            20.0,
            "T-Reason",
            [("a.pdf", PDF, "application/pdf")],
            user=cls.roles["finance"],
        )
        cls.dispute = disputes.sudo().browse(opened.id)
        cls.dispute.responsible_id = cls.staff
        cls.url = f"{DISPUTES}/{cls.dispute.id}"

    def _ask(self, question="T-Which contract?"):
        dispute = self.dispute.sudo(False).with_user(self.staff)
        action = dispute.action_ask()
        wizards = self.env[action["res_model"]].with_user(self.staff)
        form = Form(wizards.with_context(**action["context"]))
        form.question = question
        form.save().action_send()

    def _answer(self, files=None, **data):
        token = self._open(self.url).xpath("//input[@name='csrf_token']/@value")[0]
        data = {"csrf_token": token, "text": "T-The second\nof <b>two</b>", **data}
        return self.url_open(f"{self.url}/answer", data=data, files=files)

    def _links(self, page):
        return [a.get("href") for a in select(page, "ul[name=files] a")]

    def _get_readings(self):
        return self.dispute.activity_ids.filtered(
            lambda activity: activity.activity_type_id == self.env.ref(ACTIVITY)
        )

    def test_question_and_answer(self):
        self._ask()
        self.assertTrue(self.dispute.is_asked)
        self._login_as(self.roles["owner"])
        for url in (HOME, URL):
            self.assertIn("A question waits", self._text(self._open(url)))
        self._login_as(self.roles["viewer"])
        self.assertNotIn("A question waits", self._text(self._open(HOME)))
        self._login_as(self.roles["owner"])
        self.assertIn("Please answer", self._text(self._open(DISPUTES), ".badge"))
        page = self._open(self.url)
        self.assertIn("T-Which contract?", self._text(page, "section[name=talk]"))
        self.assertTrue(select(page, "div[name=asked]"))
        page = html.fromstring(self._answer(files={"file": ("b.pdf", PDF)}).content)
        talk = self._text(page, "section[name=talk]")
        self.assertLess(talk.index("T-Which"), talk.index("of <b>two</b>"))
        self.assertIn(self.roles["owner"].name, talk)
        self.assertFalse(select(page, "div[name=asked]"))
        self.assertEqual(len(self._links(page)), 2)
        # kept with the dispute, in the chatter, and the handler reads it
        self.assertFalse(self.dispute.is_asked)
        self.assertEqual(self.dispute.message_ids[0].attachment_ids.name, "b.pdf")
        self.assertIn("b.pdf", self.dispute.attachment_ids.mapped("name"))
        reading = self._get_readings()
        self.assertEqual(reading.user_id, self.staff)
        self._answer()
        self.assertEqual(self._get_readings(), reading)
        # nobody of the distributor follows what staff write to each other
        partners = self.roles["owner"].partner_id | self.roles["finance"].partner_id
        self.assertFalse(self.dispute.message_partner_ids & partners)
        self._ask()
        self.dispute._decide("refused", "T-No.")
        self.assertFalse(self.dispute.is_asked or self._get_readings())

    def test_bad_answers(self):
        self._login_as(self.roles["owner"])
        for data, words in (
            ({"text": " "}, "Write what"),
            ({"files": {"file": ("b.pdf", b"<html>")}}, "is not a PDF"),
        ):
            with self.subTest(words):
                page = html.fromstring(self._answer(**data).content)
                self.assertIn(words, self._text(page, ".alert-danger"))
        self.assertFalse(self.dispute._get_portal_messages())
        self.dispute._decide("refused", "T-No.")
        self.assertFalse(select(self._open(self.url), "summary[name=say]"))
        page = html.fromstring(self._post(f"{self.url}/answer", text="T").content)
        self.assertTrue(select(page, ".alert-danger"))
        with self.assertRaises(UserError):
            self.dispute._ask("T-Why?")

    def test_what_staff_write_stays_inside(self):
        note = self.dispute.with_user(self.staff).sudo()
        for subtype in ("mail.mt_note", "mail.mt_comment"):
            note.message_post(
                body="T-Secret",
                subtype_xmlid=subtype,
                attachments=[("secret.pdf", PDF)],
            )
        self.env["ir.attachment"].with_user(self.staff).sudo().create(
            {
                "name": "secret.pdf",
                "raw": PDF,
                "res_model": self.dispute._name,
                "res_id": self.dispute.id,
            }
        )
        self._login_as(self.roles["owner"])
        page = self._open(self.url)
        self.assertNotIn("secret", self._text(page).lower())
        secrets = self.dispute.attachment_ids.filtered(lambda f: f.name != "a.pdf")
        self.assertEqual(len(secrets), 3)
        for file in secrets:
            answer = self.url_open(f"{self.url}/file/{file.id}")
            self.assertEqual(answer.status_code, 404)

    def test_files(self):
        file = self.dispute.attachment_ids
        url = f"{self.url}/file/{file.id}"
        for role in ("owner", "finance"):
            self._login_as(self.roles[role])
            self.assertIn(url, self._links(self._open(self.url)))
            answer = self.url_open(url)
            self.assertEqual(answer.content, PDF)
            self.assertEqual(answer.headers["Content-Type"], "application/pdf")
            self.assertIn("attachment", answer.headers["Content-Disposition"])
        for number in (0, "x", file.id + 1):
            answer = self.url_open(f"{self.url}/file/{number}")
            self.assertEqual(answer.status_code, 404, number)
        strangers = {
            **self.others,
            "buyer": self.roles["buyer"],
            "viewer": self.roles["viewer"],
        }
        for name, user in strangers.items():
            self._login_as(user)
            self.assertEqual(self.url_open(url).status_code, 404, name)
            answer = self._post(f"{self.url}/answer", text="T")
            self.assertEqual(answer.status_code, 404, name)
        self.assertFalse(self.dispute._get_portal_messages())

    def test_file_of_another_dispute(self):
        mine = self.dispute.attachment_ids
        other = self.env["distributor.commission.dispute"]._open_by_distributor(
            self.foreign.sudo().beneficiary_id,
            self.foreign.sudo(),
            99.0,
            "T-Reason",
            [("c.pdf", PDF, "application/pdf")],
        )
        self._login_as(self.roles["owner"])
        for url in (
            f"{self.url}/file/{other.attachment_ids.id}",
            f"{DISPUTES}/{other.id}/file/{other.attachment_ids.id}",
            f"{DISPUTES}/{other.id}/file/{mine.id}",
        ):
            self.assertEqual(self.url_open(url).status_code, 404, url)

    def test_access(self):
        ask = "distributor.commission.dispute.ask"
        self._check_matrix({ask: dict.fromkeys(("manager", "finance"), "rwcu")})
        dispute = self.dispute.sudo(False)
        reader = new_test_user(
            self.env,
            "t-talk-reader",
            "distributor.distributor_group_user",
            company_id=self.company.id,
            company_ids=[self.company.id],
        )
        for user in (self.roles["owner"], reader):
            with self.assertRaises(AccessError):
                dispute.with_user(user).action_ask()
        partner = self.dealer.partner_id
        partner.email = "t-dealer@example.com"
        self._ask()
        mail = self.env["mail.mail"].search(
            [("model", "=", dispute._name), ("res_id", "=", dispute.id)], limit=1
        )
        self.assertIn("T-Which contract?", mail.body_html)
        self.assertIn(self.url, mail.body_html)
