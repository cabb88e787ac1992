# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from lxml import html

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.distributor_document.tests.common import PDF, DocumentFactory

from ..controllers.portal import DistributorPortal
from .common import HOME, PortalCommon, select

URL = f"{HOME}/documents"
FAR = "2099-01-01"


@tagged("post_install", "-at_install")
class TestDocument(DocumentFactory, PortalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.licence = cls._create_type("t-licence", required_number=True)
        cls.food = cls._create_type("t-food", has_expiry=True)
        cls.dealer.level_id.document_type_ids = [Command.link(cls.licence.id)]

    def _upload(self, name="licence.pdf", content=PDF, token=None, **values):
        """Send the form of the page as a browser does."""
        if token is None:
            page = self._open(URL)
            [token] = page.xpath("//form[@enctype]//input[@name='csrf_token']/@value")
        return self.url_open(
            URL,
            data={"csrf_token": token, "type": self.licence.id, **values},
            files={"file": (name, content)},
            allow_redirects=False,
        )

    def _documents(self, distributor=None):
        return self.env["distributor.document"].search(
            [("distributor_id", "=", (distributor or self.dealer).id)]
        )

    def _error(self, response):
        self.assertEqual(response.status_code, 200)
        return self._text(self._parse(response), ".alert-danger")

    def _parse(self, response):
        return html.fromstring(response.content)

    def test_upload_to_verified(self):
        self._login(self.dealer)
        page = self._open(URL)
        self.assertIn("Missing", self._text(page, "main"))
        self.assertIn("T-Type t-licence", self._text(self._open(HOME), "main"))
        response = self._upload(number="91-T", date_issue="2026-01-01")
        self.assertEqual(response.status_code, 303)
        [document] = self._documents()
        self.assertEqual((document.state, document.number), ("submitted", "91-T"))
        self.assertEqual(document.editor_ids, self.users[self.dealer])
        [file] = document.attachment_ids
        self.assertEqual(
            (file.raw, file.res_model, file.res_id, file.public),
            (PDF, document._name, document.id, False),
        )
        page = self._open(f"{URL}?done=1")
        self.assertIn("Thank you", self._text(page, "main"))
        self.assertIn("Being checked", self._text(page, "main"))
        document.action_refuse()
        document._refuse("T-blurred seal")
        text = self._text(self._open(URL), "main")
        self.assertIn("T-blurred seal", text)
        self.assertEqual(self._upload(number="91-T").status_code, 303)
        newer = self._documents() - document
        self.assertEqual((newer.version, newer.previous_id), (2, document))
        newer.action_verify()
        text = self._text(self._open(URL), "main")
        self.assertIn("Verified", text)
        self.assertNotIn("T-blurred", text)

    def test_what_is_refused(self):
        self._login(self.dealer)
        for values, word in (
            ({"content": b"<html>", "number": "1"}, "not a PDF"),
            ({"name": "a.svg", "content": b"<svg/>", "number": "1"}, "not a PDF"),
            ({"number": ""}, "Number"),
            ({"type": self.food.id}, "Expires On"),
            ({"type": 2**31 - 2}, "which document"),
            ({"type": "x"}, "which document"),
            ({"date_issue": "soon", "number": "1"}, "year, month"),
            ({"content": PDF + b"x" * 10 * 2**20, "number": "1"}, "10 MB"),
        ):
            with self.subTest(word):
                self.assertIn(word, self._error(self._upload(**values)))
        self.assertFalse(self._documents())

    def _list(self, query=""):
        page = self._open(f"{URL}?{query}")
        path = ".//ul[@class='o_distributor_portal_list']/li/*"
        return [
            title.text_content().split()[1]
            for title in page.iterfind(path)
            if title.get("class") == "o_distributor_portal_title"
        ]

    def test_search_filter_and_sort(self):
        self._login(self.dealer)
        today = self.dealer._get_today()
        tax = self._create_type("t-tax", has_expiry=True)
        for kind, days, number in ((self.food, 80, "T-F1"), (tax, 20, "T-X2")):
            self._create_document(
                self.dealer,
                kind,
                "verified",
                number=number,
                date_issue=today,
                date_expiry=today + timedelta(days=days),
            )
        everything = ["t-licence", "t-food", "t-tax"]
        for query, shown in (
            ("", everything),
            ("kind=required", ["t-licence"]),
            ("kind=other", ["t-food", "t-tax"]),
            ("state=missing", ["t-licence"]),
            ("state=verified&sort=end", ["t-tax", "t-food"]),
            ("end=30", ["t-tax"]),
            ("end=90", ["t-food", "t-tax"]),
            ("end=open", []),
            ("end=x&state=x&kind=x&sort=x", everything),
            ("search=TAX", ["t-tax"]),
            ("search=t-f1", ["t-food"]),
            ("search=%25", []),
            ("sort=end", ["t-tax", "t-food", "t-licence"]),
        ):
            with self.subTest(query):
                self.assertEqual(self._list(query), shown)
        text = self._text(self._open(f"{URL}?search=%25"), "main")
        self.assertIn("No document fits", text)
        self.patch(DistributorPortal, "_distributor_step", 2)
        [url] = self._open(f"{URL}?sort=end").xpath("//a[@rel='next']/@href")
        self.assertEqual(self._list(url.partition("?")[2]), ["t-licence"])

    def test_a_page_looks_at_the_documents_once(self):
        self._login(self.dealer)
        calls, model = [], self.env.registry["distributor.distributor"]
        overview = model._get_document_overview

        def count(distributor):
            calls.append(distributor)
            return overview(distributor)

        self.patch(model, "_get_document_overview", count)
        self.patch(DistributorPortal, "_distributor_step", 1)
        self._create_document(self.dealer, self.food, "verified", date_expiry=FAR)
        [url] = self._open(URL).xpath("//a[@rel='next']/@href")
        self._open(url)
        self.assertEqual(len(calls), 2)

    def test_earlier_versions(self):
        self._login(self.dealer)
        names = self._open(URL).xpath("//select/@name")
        self.assertNotIn("version", names)
        numbers = ("T-N1", "T-N2", "T-N3")
        for number in numbers:
            self._upload(number=number)
            [document] = self._documents().filtered(lambda d: d.state == "submitted")
            if number == "T-N1":
                document._refuse("T-blurred seal")
            else:
                document.action_verify()
        foreign = self._create_document(
            self.sibling, self.licence, "verified", number="T-X1"
        )
        self._create_document(self.sibling, self.licence, "verified", number="T-X2")
        page = self._open(URL)
        self.assertNotIn("T-N2", self._text(page, "main"))
        self.assertIn("version", page.xpath("//select/@name"))
        text = self._text(self._open(f"{URL}?version=earlier"), "main ul")
        for told in ("T-N1", "T-blurred seal", "T-N2", "Replaced", "Version 2"):
            self.assertIn(told, text)
        for hidden in ("T-N3", "T-X1", "Upload"):
            self.assertNotIn(hidden, text)
        for query, shown in (
            ("state=replaced", ["T-N2"]),
            ("state=refused", ["T-N1"]),
            ("state=verified", []),
            ("search=t-n1", ["T-N1"]),
            ("kind=other", []),
        ):
            text = self._text(self._open(f"{URL}?version=earlier&{query}"), "main")
            self.assertEqual([n for n in numbers if n in text], shown, query)
        self.patch(DistributorPortal, "_distributor_step", 1)
        page = self._open(f"{URL}?version=earlier")
        [url] = page.xpath("//a[@rel='next']/@href")
        told = [self._text(one, "main ul") for one in (page, self._open(url))]
        self.assertIn("T-N2", told[0])
        self.assertIn("T-N1", told[1])
        # another's is no place to begin at
        page = self._open(f"{URL}?version=earlier&after={foreign.id}")
        self.assertEqual(self._text(page, "main ul"), told[0])
        old = self._documents().filtered(lambda d: d.number == "T-N1")
        answer = self.url_open(f"{URL}/file/{old.attachment_ids.id}")
        self.assertEqual(answer.content, PDF)

    def test_rows_for_an_export(self):
        """A renewal is being checked while the one before is still valid."""
        document = self._create_document(
            self.dealer, self.food, "verified", date_expiry=FAR
        )
        self._login(self.dealer)
        later = "2099-06-01"
        self._upload(type=self.food.id, number="T-N", date_expiry=later)
        distributor = self.dealer.sudo()
        shown = distributor.env["distributor.portal.list.documents"]
        columns = shown._get_columns(distributor, self.users[self.dealer])
        chosen = shown._read(distributor, {})
        [row] = shown._get_rows(distributor, self.food.ids, chosen)
        told = {column.label: column.value(row) for column in columns}
        self.assertEqual(row["valid"], document)
        self.assertEqual(told["State"], "Being checked")
        self.assertEqual(str(told["Valid until"]), later)
        self.assertEqual(str(told["The one before is valid until"]), FAR)
        self.assertFalse(told["Required"])
        self.assertFalse(told["Reason"])

    @mute_logger("odoo.http")
    def test_form_of_another_site(self):
        self._login(self.dealer)
        self.assertEqual(self._upload(token="x", number="1").status_code, 400)
        self.assertFalse(self._documents())

    def test_only_who_manages_uploads(self):
        self._login(self.dealer)
        self._create_document(self.dealer, self.food, "verified", date_expiry=FAR)
        token = self._open(URL).xpath("//form//input[@name='csrf_token']/@value")[0]
        file = self._documents().attachment_ids
        self.patch(
            type(self.env["distributor.distributor"]),
            "_user_can",
            lambda self, right, user=None: right == "view",
        )
        page = self._open(URL)
        self.assertFalse(select(page, "details.o_distributor_portal_details"))
        self.assertIn("Verified", self._text(page, "main"))
        self.assertNotIn(file.name, self._text(page, "main"))
        self._upload(token=token, number="1")
        self.assertEqual(len(self._documents()), 1)
        self.assertEqual(self.url_open(f"{URL}/file/{file.id}").status_code, 404)

    def test_files_of_others_answer_like_missing_ones(self):
        own = self._create_document(
            self.dealer, self.food, "submitted", date_expiry=FAR
        )
        foreign = self._create_document(
            self.sibling, self.food, "verified", date_expiry=FAR
        )
        contract = self._create_contract(self.sibling, "2020-01-01")
        draft = self._create_contract(self.dealer, "2020-01-01", sign=False)
        signed = self._create_contract(self.dealer, "2019-01-01", "2019-12-31")
        self._login(self.dealer)
        for record in own, signed:
            answer = self.url_open(f"{URL}/file/{record.attachment_ids.id}")
            self.assertEqual(answer.content, PDF)
            self.assertIn("attachment", answer.headers["Content-Disposition"])
        missing = self.url_open(f"{URL}/file/{2**31 - 2}")
        self.assertEqual(missing.status_code, 404)
        for record in foreign, contract, draft:
            number = record.attachment_ids.id
            answer = self.url_open(f"{URL}/file/{number}")
            self.assertEqual(answer.status_code, 404)
            self.assertEqual(
                self._text(self._parse(answer), "main"),
                self._text(self._parse(missing), "main"),
            )
            for url in ("/web/content/{}", "/web/image/{}"):
                there = self.url_open(url.format(number))
                gone = self.url_open(url.format(2**31 - 2))
                self.assertEqual(there.status_code, gone.status_code)
                self.assertNotIn(PDF, there.content)
        for bad in ("x", "1-1", "-1", "9" * 30):
            self.assertEqual(self.url_open(f"{URL}/file/{bad}").status_code, 404)

    def test_others_are_not_listed(self):
        self._create_document(self.sibling, self.licence, "verified", number="T-X1")
        contract = self._create_contract(self.sibling, "2020-01-01")
        self._login(self.dealer)
        text = self._text(self._open(URL), "main")
        self.assertNotIn("T-X1", text)
        self.assertNotIn(contract.name, text)

    def test_login_without_distributor(self):
        stranger = self._create_portal_user(login="t-portal-stranger")
        self.authenticate(stranger.login, stranger.login)
        self.assertIn("for distributors", self._text(self._open(URL), "main"))
        self.authenticate(None, None)
        response = self.url_open(URL, allow_redirects=False)
        self.assertIn("/web/login", response.headers["Location"])
