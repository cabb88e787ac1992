# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import io
import json

import openpyxl
from lxml import html

from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.common import select

from .common import PAGE, SheetCommon
from .test_accessibility import AccessibilityTests
from .test_book import BookTests
from .test_drafts import DraftTests


@tagged("post_install", "-at_install")
class TestSheet(BookTests, DraftTests, AccessibilityTests, SheetCommon):
    """What an upload shows; one class for all pages, as its records take long."""

    def _look(self, *rows):
        answer = self._upload(self._fill(*rows))
        self.assertEqual(answer.status_code, 200)
        return html.fromstring(answer.text)

    def _get_errors(self, page):
        return [self._text(item) for item in select(page, "section[name=errors] li")]

    def test_preview_has_a_draft_for_each_address(self):
        page = self._look(
            ("T-TEA", 12, self.at_shop),
            ("T-POT", 3, self.at_shop),
            ("T-POT", "2", self.at_depot),
            ("T-CUP", None, self.at_depot),
        )
        self.assertFalse(self._get_errors(page))
        shop, depot = (
            select(page, f"section[id=draft_{one.id}]")[0]
            for one in (self.shop, self.depot)
        )
        self.assertIn("960.00", self._text(shop, "strong[name=total]"))
        self.assertIn("80.00", self._text(depot, "strong[name=total]"))
        self.assertIn("1,040.00", self._text(page, "p[name=summary]"))
        self.assertIn("[T-POT] T-Pot 3 Units", self._text(shop))
        self.assertIn("Make 2 drafts", self._text(page))
        self.assertFalse(self._get_drafts())
        self.assertFalse(self._get_orders())

    def test_each_wrong_row_says_what_to_do(self):
        self._confirm((self.product, 1, 1.0))
        self.product.write({"default_code": "T-OLD", "sale_ok": False})
        page = self._look(
            ("T-NONE", 1, self.at_shop),  # 3
            ("T-OLD", 1, self.at_shop),
            ("T-CUP", "x", self.at_shop),
            ("T-CUP", -1, self.at_shop),
            ("T-TEA", 7, self.at_shop),  # 7
            ("T-POT", 1, self.at_shop),
            ("T-CUP", 1, "T-Elsewhere"),
            ("T-CUP", 1, None),
            ("T-CUP", "=2*3", self.at_shop),  # 11
            (None, 1, self.at_shop),
            ("T-CUP", 4, self.at_depot),
        )
        errors = self._get_errors(page)
        for number, words in (
            (3, "Row 3 · Code “T-NONE” is no code"),
            (4, "Row 4 · Code “T-OLD” cannot be ordered any more"),
            (5, "Row 5 · Quantity “x” is no number"),
            (6, "Row 6 · Quantity “-1” is negative"),
            (7, "7 is no whole number of T-Box (6 Units). Write 6 or 12."),
            (8, "1 is less than is ordered at once. Write 2 Units or more."),
            (9, "Row 9 · Ship To “T-Elsewhere” is none of your addresses"),
            (10, "Row 10 · Ship To Choose an address"),
            (11, "Row 11 · Quantity It is a formula"),
            (12, "Row 12 · Code The code of the product is missing"),
        ):
            self.assertIn(words, errors[number - 3])
        self.assertEqual(len(errors), 10)
        # the row that is right is not lost
        self.assertIn("Make 1 draft", self._text(page))
        self.assertIn("Leave out the 10 rows with errors", self._text(page))

    def test_a_product_it_never_bought_is_not_told(self):
        self.product.write({"default_code": "T-SECRET", "sale_ok": False})
        [error] = self._get_errors(self._look(("T-SECRET", 1, self.at_shop)))
        self.assertIn("“T-SECRET” is no code", error)

    def test_repeated_rows_are_added_up(self):
        page = self._look(("T-TEA", 4, self.at_shop), ("T-TEA", 2, self.at_shop))
        self.assertFalse(self._get_errors(page))
        notes = self._text(page, "section[name=notes]")
        self.assertIn("Rows 3, 4 order the same, [T-TEA] T-Tea", notes)
        self.assertIn("together 6", notes)

    def test_where_it_may_not_sell(self):
        country, company = self.env.ref("base.cn"), self.company
        states = self.env.ref("base.state_cn_ZJ") | self.env.ref("base.state_cn_SH")
        self.shop.state_id = states[0]
        territories = self.env["distributor.territory"]
        china = territories.create(
            {
                "name": "T-China",
                "code": "T-CN",
                "country_id": country.id,
                "company_id": company.id,
            }
        )
        places = territories.create(
            [
                {
                    "name": f"T-{state.code}",
                    "code": f"T-{state.code}",
                    "country_id": country.id,
                    "state_id": state.id,
                    "parent_id": china.id,
                    "company_id": company.id,
                }
                for state in states
            ]
        )
        rights = self.env["distributor.authorization"].create(
            [
                {
                    "distributor_id": self.dealer.id,
                    "territory_id": place.id,
                    "date_start": "2020-01-01",
                    "product_ids": product.ids,
                }
                for place, product in zip(places, self.tea | self.pot, strict=True)
            ]
        )
        rights.sudo().state = "approved"
        company.write(
            {
                "authorization_in_use": True,
                "exception_policy_product": "refuse",
                "exception_policy_territory": "refuse",
            }
        )
        page = self._look(
            ("T-TEA", 6, self.at_shop.replace("T-City", f"{states[0].name} T-City")),
            ("T-POT", 2, self._get_place(self.shop)),
            ("T-TEA", 6, self.at_depot),
            ("T-CUP", 6, self.at_depot),
        )
        product, place, cup = self._get_errors(page)
        self.assertIn("Row 4 · Ship To You are not authorised to sell", product)
        self.assertIn("T-Pot", product)
        self.assertIn("Row 5 · Ship To The address lies in [T-CN] T-China", place)
        self.assertIn("Row 6 · Code “T-CUP” is no code", cup)
        self.assertIn("You may sell there", self._text(page))
        self.assertIn("Make 1 draft", self._text(page))

    def test_files_that_are_refused(self):
        book = openpyxl.Workbook()
        book.active.append(["Code", "Quantity"])
        buffer = io.BytesIO()
        book.save(buffer)
        for content, words in (
            (b"T-TEA;12", "is no XLSX workbook"),
            (b"", "is no XLSX workbook"),
            (b"PK\x03\x04" + b"0" * 99, "is no XLSX workbook"),
            (buffer.getvalue(), "This is not the order sheet"),
            (b"0" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
            (self._fill(("T-TEA", None, None)), "No row of the sheet has a quantity"),
            (
                self._fill(*[("T-TEA", 6, self.at_shop)] * 1001),
                "More than 1000 rows have a quantity",
            ),
        ):
            page = html.fromstring(self._upload(content).text)
            self.assertIn(words, self._text(page, "div[name=error]"))
        page = html.fromstring(self._send(PAGE).text)
        self.assertIn("Choose the sheet", self._text(page, "div[name=error]"))

    def test_posted_rows_are_read_again(self):
        for rows in (
            "",
            "x",
            "{}",
            "[1]",
            "[[1]]",
            '[["3", "T-TEA", "6", ""]]',
            "[" * 9,
        ):
            answer = self._send(f"{PAGE}/make", rows=rows, upload="a" * 32)
            self.assertIn("Please upload the sheet again", answer.text, rows)
        rows = json.dumps([[3, "T-TEA", "7", self.at_shop]])
        answer = self._send(f"{PAGE}/make", rows=rows, upload="a" * 32)
        self.assertIn("no whole number of T-Box", answer.text)
        rows = json.dumps([[3, "T-TEA", "6", self.at_shop]])
        answer = self._send(f"{PAGE}/make", rows=rows, upload="x")
        self.assertIn("Please upload the sheet again", answer.text)
        self.assertFalse(self._get_drafts())

    def test_query_count(self):
        """As many queries for many rows of a draft as for a few."""
        products = self.env["product.product"].create(
            [
                {"name": f"T-{number}", "default_code": f"T-M{number}"}
                for number in range(20)
            ]
        )
        codes = products.mapped("default_code")

        def count(codes):
            rows = [
                (number, {"code": code, "quantity": "1", "ship": self.at_shop})
                for number, code in enumerate(codes, start=3)
            ]
            user = self.users[self.dealer]
            self.dealer._preview_order_sheet(rows, user)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.dealer._preview_order_sheet(rows, user)
            return self.env.cr.sql_log_count - before

        count(codes)  # a running system has filled its caches
        self.assertLessEqual(count(codes), count(codes[:2]) + 2)
