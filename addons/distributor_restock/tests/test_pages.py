# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from urllib.parse import parse_qs, urlparse

from odoo.addons.distributor_portal.tests.common import HOME, select

from .common import RESTOCK, RestockCommon


class TestPages(RestockCommon):
    def setUp(self):
        super().setUp()
        for _turn in range(2):
            self._buy((self.tea, 90), (self.cup, 45))
        self._login_as(self.roles["owner"])

    def _get_lines(self, response):
        target = urlparse(response.headers["Location"])
        self.assertTrue(target.path.endswith("/order/check"), target.path)
        return parse_qs(target.query).get("lines", [""])[0]

    def test_one_tap_leads_to_the_check(self):
        [button] = select(self._open(HOME), "a[name=restock]")
        self.assertIn("btn-primary", button.get("class"))
        self.assertEqual(len(select(self._open(HOME), "a[name=again]")), 1)
        answer = self.url_open(button.get("href"), allow_redirects=False)
        expected = f"{self.cup.id}-16_{self.tea.id}-36"
        self.assertEqual(self._get_lines(answer), expected)
        page = self._open(button.get("href"))
        self.assertIn("the last 90 days", self._text(page, ".alert[name=notes]"))
        self.assertEqual(
            [one.get("value") for one in select(page, "input[inputmode=decimal]")],
            ["16", "36"],
        )

    def test_why_and_other_quantities(self):
        page = self._open(RESTOCK)
        text = self._text(page, ".o_distributor_restock")
        self.assertIn("2 a day × (2 + 14 days)", text)
        self.assertIn("Stock not reported", text)
        answer = self._post(
            f"{RESTOCK}/check",
            **{f"qty-{self.tea.id}": " 12 ", f"qty-{self.cup.id}": ""},
        )
        self.assertEqual(self._get_lines(answer), f"{self.tea.id}-12")
        for quantity, error in (("much", "no number"), ("0", "at least")):
            answer = self._post(f"{RESTOCK}/check", **{f"qty-{self.tea.id}": quantity})
            self.assertEqual(answer.status_code, 200)
            self.assertIn(error, answer.text)

    def test_foreign_products_are_left_out(self):
        self.cup.sale_ok = False
        answer = self._post(f"{RESTOCK}/check", **{f"qty-{self.cup.id}": "5"})
        page = self._open(answer.headers["Location"])
        self.assertFalse(select(page, "input[inputmode=decimal]"))

    def test_queries_of_the_page_do_not_grow(self):
        def count():
            for _warm in range(2):
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                page = self._open(RESTOCK)
            shown = len(select(page, "li.o_distributor_order_line"))
            return shown, self.env.cr.sql_log_count - before

        few = count()
        more = self.env["product.product"].create(
            [
                {"name": f"T-More {turn}", "type": "consu", "taxes_id": False}
                for turn in range(10)
            ]
        )
        for _turn in range(2):
            self._buy(*((product, 9) for product in more))
        many = count()
        self.assertEqual((few[0], many[0]), (2, 12))
        self.assertLessEqual(many[1], few[1])

    def test_nothing_to_restock(self):
        self._buy((self.tea, 60), (self.cup, 60), lead=None)
        page = self._open(f"{RESTOCK}/order")
        self.assertIn("is enough", self._text(page, "div[name=nothing]"))
        self.assertIn("60 on the way", self._text(page))

    def test_before_the_first_order(self):
        self._login_as(self.others["sibling"])
        page = self._open(HOME)
        self.assertFalse(select(page, "a[name=restock]"))
        [button] = select(page, "a[name=order]")
        self.assertIn("btn-primary", button.get("class"))
        page = self._open(f"{RESTOCK}/order")
        self.assertIn("first order", self._text(page, "div[name=nothing]"))

    def test_roles(self):
        urls = (RESTOCK, f"{RESTOCK}/order")
        for role, status in (
            ("owner", 200),
            ("buyer", 200),
            ("finance", 404),
            ("viewer", 404),
        ):
            self._login_as(self.roles[role])
            for url in urls:
                self.assertEqual(self.url_open(url).status_code, status, (role, url))
            answer = self._post(f"{RESTOCK}/check", **{f"qty-{self.tea.id}": "6"})
            self.assertEqual(answer.status_code == 404, status == 404, role)
            shown = bool(select(self._open(HOME), "a[name=restock]"))
            self.assertEqual(shown, status == 200, role)

    def test_others_see_nothing_of_it(self):
        for name in ("upline", "downline", "sibling"):
            self._login_as(self.others[name])
            page = self._open(RESTOCK)
            self.assertFalse(select(page, ".o_distributor_restock"), name)
        self.authenticate(None, None)
        answer = self.url_open(RESTOCK, allow_redirects=False)
        self.assertIn("/web/login", answer.headers["Location"])
