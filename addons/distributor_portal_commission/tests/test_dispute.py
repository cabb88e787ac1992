# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from lxml import html

from odoo.tools import format_date

from odoo.addons.distributor_portal.tests.common import select

from .common import DISPUTES, URL, PortalCommissionCommon

PDF = b"%PDF-1.4 T"


class TestDispute(PortalCommissionCommon):
    def _parse(self, response):
        self.assertEqual(response.status_code, 200)
        return html.fromstring(response.content)

    def test_dispute_a_line(self):
        self._login_as(self.roles["finance"])
        page = self._open(f"{URL}/settlements/{self.settlement.id}")
        links = [a.get("href") for a in select(page, "a[name=disagree]")]
        self.assertIn(self._get_form(self.entry), links)
        self.assertIn("T-B", self._text(self._open(self._get_form(self.entry))))
        answer = self._dispute_page()
        self.assertEqual(answer.status_code, 303)
        dispute = self._get_disputes()
        self.assertEqual(dispute.entry_id, self.entry)
        self.assertEqual(dispute.expected_amount, 20.0)
        self.assertEqual(dispute.opened_by, "distributor")
        self.assertEqual(dispute.user_id, self.roles["finance"])
        # the line waits, the settlement goes on
        page = self._open(f"{URL}/settlements/{self.settlement.id}")
        self.assertEqual(self._money(page, "section[name=disputes]"), [15.0])
        self.assertEqual(self._money(page, "section[name=entries]"), [25.0])
        self.assertTrue(select(page, "summary[name=confirm]"))
        page = self._open(f"{URL}?month={self.last_month:%Y-%m}&state=disputed")
        self.assertEqual(len(select(page, "summary")), 1)
        self.assertIn("In dispute", self._text(page, "ul[name=parts]"))
        self.assertIn("In dispute", self._text(page, "summary .badge"))
        # once is enough
        page = self._parse(self._dispute_page())
        self.assertEqual(len(self._get_disputes()), 1)
        self.assertFalse(select(page, "textarea"))

    def test_until_the_deadline(self):
        """Once it counts as confirmed, the page says until when one could dispute."""
        self._login_as(self.roles["owner"])
        url = f"{URL}/settlements/{self.settlement.id}"
        last = format_date(self.env, self.settlement.confirm_deadline)
        page = self._open(url)
        self.assertIn(last, self._text(page, "p[name=until]"))
        self.assertTrue(select(page, "a[name=disagree]"))
        form = self._open(self._get_form(self.entry))
        self.assertIn(last, self._text(form, "p[name=until]"))
        yesterday = self.company._get_commission_today() - timedelta(days=1)
        self.settlement.confirm_deadline = yesterday
        self._assert_closed(url, format_date(self.env, yesterday))
        self.settlement._confirm_by_distributor(self.roles["owner"])
        page = self._assert_closed(url, "was confirmed")
        closed = self._text(page, "div[name=confirmed] div[name=closed]")
        self.assertIn("record it for you", closed)
        # what no settlement holds is disputed as ever
        entries = self.entry.search([("order_id", "=", self.order.id)])
        own = entries.filtered(lambda e: e.beneficiary_id == self.dealer)
        self.assertTrue(select(self._open(self._get_form(own[0])), "textarea"))

    def _assert_closed(self, url, words):
        page = self._open(url)
        self.assertFalse(select(page, "a[name=disagree]"))
        self.assertIn(words, self._text(page, "small[name=closed]"))
        form = self._parse(self._dispute_page())
        self.assertFalse(select(form, "textarea"))
        self.assertIn(words, self._text(form, "div[name=closed]"))
        self.assertFalse(self._get_disputes())
        return page

    def test_bad_forms_are_refused(self):
        self._login_as(self.roles["owner"])
        for data, words in (
            ({"expected": "x"}, "as a number"),
            ({"expected": ""}, "as a number"),
            ({"expected": "1e9"}, "as a number"),
            ({"reason": " "}, "Write why"),
            ({"expected": "15"}, "already"),
        ):
            with self.subTest(words):
                page = self._parse(self._dispute_page(**data))
                self.assertIn(words, self._text(page, ".alert-danger"))
        self.assertFalse(self._get_disputes())

    def test_who_reaches_it(self):
        self._login_as(self.roles["owner"])
        self._dispute_page()
        dispute = self._get_disputes()
        urls = (
            DISPUTES,
            f"{DISPUTES}/new",
            f"{DISPUTES}/{dispute.id}",
            self._get_form(self.entries[1]),
        )
        for role, status in (
            ("owner", 200),
            ("finance", 200),
            ("buyer", 404),
            ("viewer", 404),
        ):
            self._login_as(self.roles[role])
            for url in urls:
                self.assertEqual(self.url_open(url).status_code, status, (role, url))
        for name, user in {**self.others, "buyer": self.roles["buyer"]}.items():
            self._login_as(user)
            for url in urls[2:]:
                self.assertEqual(self.url_open(url).status_code, 404, (name, url))
            self.assertEqual(self._dispute_page(self.entries[1]).status_code, 404, name)
            answer = self._post(f"{DISPUTES}/{dispute.id}/withdraw")
            self.assertEqual(answer.status_code, 404, name)
        self.assertEqual(self._get_disputes(), dispute)
        self.assertEqual(dispute.state, "open")

    def test_entries_of_others_are_missing(self):
        self._login_as(self.roles["owner"])
        for tail in (f"entries/{self.foreign.id}", "entries/0", "entries/x"):
            for url in (f"{URL}/{tail}/dispute", f"{DISPUTES}/{tail[8:]}x"):
                self.assertEqual(self.url_open(url).status_code, 404, url)
        self.assertEqual(self._dispute_page(self.foreign).status_code, 404)
        self.assertFalse(self.foreign.sudo().dispute_ids)

    def test_a_missing_sale(self):
        self._login_as(self.roles["owner"])
        answer = self._post(
            f"{DISPUTES}/new", document="T-77", expected="12.50", reason="T-Reason"
        )
        self.assertEqual(answer.status_code, 303)
        dispute = self._get_disputes()
        self.assertEqual((dispute.document, dispute.expected_amount), ("T-77", 12.5))
        self.assertEqual(self._titles(self._open(DISPUTES)), ["T-77"])
        page = self._parse(
            self._post(f"{DISPUTES}/new", expected="12.50", reason="T-Reason")
        )
        self.assertTrue(select(page, ".alert-danger"))

    def test_files(self):
        self._login_as(self.roles["owner"])
        url = self._get_form(self.entry)
        [token] = self._open(url).xpath("//form//input[@name='csrf_token']/@value")
        data = {"csrf_token": token, "expected": "20", "reason": "T-Reason"}
        answer = self.url_open(url, data=data, files={"file": ("a.pdf", b"<html>")})
        self.assertIn("is not a PDF", self._text(self._parse(answer), ".alert-danger"))
        self.assertFalse(self._get_disputes())
        self.url_open(url, data=data, files={"file": ("a.pdf", PDF)})
        dispute = self._get_disputes()
        self.assertEqual(dispute.attachment_ids.raw, PDF)
        page = self._open(f"{DISPUTES}/{dispute.id}")
        self.assertIn("a.pdf", self._text(page, "section"))

    def test_answered_and_taken_back(self):
        self._login_as(self.roles["owner"])
        for entry in self.entries:
            self._dispute_page(entry, expected="30")
        first, second = self._get_disputes().sorted("id")
        first._decide("accepted", "T-You are right.")
        page = self._open(f"{DISPUTES}/{first.id}")
        self.assertIn("T-You are right.", self._text(page, "section[name=answer]"))
        self.assertFalse(select(page, "summary[name=withdraw]"))
        [link] = select(page, "a[name=granted]")
        why = self._text(self._open(link.get("href")), "details p")
        self.assertIn("T-You are right.", why)
        answer = self._post(f"{DISPUTES}/{second.id}/withdraw")
        self.assertEqual(answer.status_code, 303)
        self.assertEqual(second.state, "withdrawn")
        self.assertTrue(first._get_portal_url().endswith(f"{DISPUTES}/{first.id}"))

    def test_statement(self):
        self._login_as(self.roles["finance"])
        page = f"{URL}/settlements/{self.settlement.id}"
        answer = self.url_open(f"{page}/file/xlsx")
        self.assertTrue(answer.content.startswith(b"PK"))
        self.assertIn(".xlsx", answer.headers["Content-Disposition"])
        foreign = self.foreign.settlement_id
        url = f"{URL}/settlements/{foreign.id}/file/xlsx"
        self.assertEqual(self.url_open(url).status_code, 404)
