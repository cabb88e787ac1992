# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta
from lxml import html

from odoo.tests import tagged

from .common import HOME, select
from .members import MembersCommon

URL = f"{HOME}/statements"
PDF = b"%PDF-1.4 T"


@tagged("post_install", "-at_install")
class TestStatement(MembersCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.start = cls.last_month.replace(day=1)
        cls.end = cls.start + relativedelta(day=31)
        cls.order = cls._sell(cls.dealer, 300, day=cls.last_month)
        cls._top_up(700, day=cls.last_month)
        statements = cls.env["distributor.statement"]
        made = statements._make(
            cls.company, cls.start, cls.end, cls.dealer | cls.country
        )
        made._send()
        cls.statement = made.filtered(lambda one: one.distributor_id == cls.dealer)
        cls.foreign = made - cls.statement
        cls.line = cls.statement.line_ids.filtered(lambda x: x.movement == "capture")
        cls.page = f"{URL}/{cls.statement.id}"
        cls.line_page = f"{cls.page}/line/{cls.line.id}"

    def _parse(self, response):
        self.assertEqual(response.status_code, 200)
        return html.fromstring(response.content)

    def _confirm_page(self, **data):
        return self._post(
            f"{self.page}/confirm", **{"data_hash": self.statement.data_hash, **data}
        )

    def _dispute_page(self, line_page=None, **data):
        data = {"expected": "-250", "reason": "T-Two, not three.", **data}
        return self._post(line_page or self.line_page, **data)

    def test_list_and_page(self):
        self._login_as(self.roles["finance"])
        home = self._open(HOME)
        self.assertIn("1 waits for your answer", self._text(home, "a[name=statements]"))
        self.assertTrue(select(self._open(f"{HOME}/wallet"), "a[name=statements]"))
        page = self._open(URL)
        self.assertEqual(len(self._titles(page)), 1)
        page = self._open(self.page)
        self.assertEqual(
            self._money(page, ".o_distributor_portal_figure"),
            [self.statement.wallet_closing, self.statement.receivable_closing],
        )
        amounts = self._money(page, "section .o_distributor_portal_amount")
        lines = self.statement.line_ids.sorted("sequence")
        self.assertEqual(amounts, lines.mapped("amount"))
        self.assertIn(self.order.invoice_ids.name, self._text(page, "main"))

    def test_who_reaches_it(self):
        urls = (
            URL,
            self.page,
            self.line_page,
            f"{self.page}/file/pdf",
            f"{self.page}/file/xlsx",
        )
        for role in ("owner", "finance"):
            self._login_as(self.roles[role])
            for url in urls:
                with self.subTest(url, role=role):
                    self.assertEqual(self.url_open(url).status_code, 200)
        for name in ("buyer", "viewer"):
            self._login_as(self.roles[name])
            for url in urls:
                with self.subTest(url, role=name):
                    self.assertEqual(self.url_open(url).status_code, 404)
            self.assertEqual(self._confirm_page().status_code, 404)
            self.assertEqual(self._dispute_page().status_code, 404)
            self.assertFalse(select(self._open(HOME), "a[name=statements]"))
        for name in ("upline", "downline", "sibling", "clerk", "ended", "stranger"):
            self._login_as(self.others[name])
            for url in urls[1:]:
                with self.subTest(url, user=name):
                    self.assertEqual(self.url_open(url).status_code, 404)
            self.assertEqual(self._confirm_page().status_code, 404)
            self.assertEqual(self._dispute_page().status_code, 404)
        self.assertEqual(self.statement.state, "sent")

    def test_drafts_and_lines_of_others_are_missing(self):
        draft = self.env["distributor.statement"]._make(
            self.company, self.start, self.start, self.dealer
        )
        self._login_as(self.roles["owner"])
        line = self.foreign.line_ids[0]
        for tail in (
            f"{draft.id or 0}",
            f"{self.foreign.id}",
            f"{self.statement.id}/line/{line.id}",
            f"{self.statement.id}/line/x",
            f"{self.statement.id}/file/odt",
            "0",
            "x",
            "9" * 400,
        ):
            with self.subTest(tail[:30]):
                self.assertEqual(self.url_open(f"{URL}/{tail}").status_code, 404)

    def test_confirm(self):
        self._login_as(self.roles["finance"])
        self.assertEqual(len(select(self._open(self.page), "summary[name=confirm]")), 1)
        answer = self._confirm_page(data_hash="0" * 64)
        self.assertIn("have changed", self._text(self._parse(answer), ".alert-danger"))
        self.assertEqual(self._confirm_page().status_code, 303)
        self.assertEqual(self.statement.state, "confirmed")
        self.assertEqual(self.statement.confirmed_uid, self.roles["finance"])
        self.assertEqual(self.statement.confirmed_ip, "127.0.0.1")
        page = self._open(self.page)
        self.assertIn("Confirmed by", self._text(page, "main"))
        self.assertFalse(select(page, "form[method=post]"))
        answer = self._confirm_page()
        self.assertIn("already", self._text(self._parse(answer), ".alert-danger"))

    def test_dispute(self):
        self._login_as(self.roles["owner"])
        for data, words in (
            ({"expected": "x"}, "as a number"),
            ({"expected": "1e9"}, "as a number"),
            ({"expected": ""}, "as a number"),
            ({"expected": "--5"}, "as a number"),
            ({"reason": " "}, "Write why"),
        ):
            with self.subTest(words):
                page = self._parse(self._dispute_page(**data))
                self.assertIn(words, self._text(page, ".alert-danger"))
        self.assertEqual(self._dispute_page().status_code, 303)
        dispute = self.statement.dispute_ids
        self.assertEqual(dispute.expected_amount, -250.0)
        self.assertEqual(dispute.user_id, self.roles["owner"])
        self.assertEqual(self.statement.state, "disputed")
        self.assertEqual(self._dispute_page().status_code, 200)
        self.assertEqual(len(self.statement.dispute_ids), 1)
        page = self._open(self.page)
        self.assertFalse(select(page, "summary[name=confirm]"))
        dispute._decide(False, "T-Three were signed for.")
        self.assertIn("T-Three were", self._text(self._open(self.line_page), "main"))
        self.assertTrue(select(self._open(self.page), "summary[name=confirm]"))

    def test_while_it_waits_it_says_until_when(self):
        self._login_as(self.roles["finance"])
        due = self.statement._get_portal_answer_date()
        text = self._text(self._open(self.page), "div[name=waiting]")
        self.assertIn(f"Answer until: {due}", text)
        days = self.company.distributor_statement_days
        self.statement.sudo().date_waiting -= relativedelta(days=days)
        self.env.flush_all()
        text = self._text(self._open(self.page), "div[name=waiting]")
        self.assertNotIn("Answer until", text)
        self._confirm_page()
        self.assertFalse(select(self._open(self.page), "div[name=waiting]"))

    def test_dispute_with_file(self):
        self._login_as(self.roles["owner"])
        page = self._open(self.line_page)
        [token] = page.xpath("//form//input[@name='csrf_token']/@value")
        data = {"csrf_token": token, "expected": "0", "reason": "T-Never ordered"}
        answer = self.url_open(
            self.line_page, data=data, files={"file": ("a.pdf", b"<html>")}
        )
        self.assertIn("is not a PDF", self._text(self._parse(answer), ".alert-danger"))
        self.assertFalse(self.statement.dispute_ids)
        self.url_open(self.line_page, data=data, files={"file": ("a.pdf", PDF)})
        self.assertEqual(self.statement.dispute_ids.attachment_ids.raw, PDF)

    def test_files(self):
        self._login_as(self.roles["finance"])
        sheet = self.url_open(f"{self.page}/file/xlsx")
        self.assertTrue(sheet.content.startswith(b"PK"))
        self.assertIn(".xlsx", sheet.headers["Content-Disposition"])
        paper = self.url_open(f"{self.page}/file/pdf")
        self.assertEqual(paper.content, self.statement.pdf_id.raw)
