# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from unittest.mock import patch

from odoo.tests import tagged

from ..controllers.portal import DistributorPortal
from .common import HOME, PortalCommon, select

URL = f"{HOME}/orders"


@tagged("post_install", "-at_install")
class TestOrder(PortalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.paid = cls._sell(cls.dealer, 300)
        cls.waiting = cls._confirm((cls.goods, 1, 90), distributor=cls.dealer)
        cls.offer = cls._create_order(cls.dealer, [(cls.goods, 1, 700)])
        cls.offer.action_quotation_sent()
        cls.cancelled = cls._confirm((cls.goods, 1, 40), distributor=cls.dealer)
        cls.cancelled._action_cancel()
        cls.note = cls._create_order(cls.dealer, [(cls.goods, 1, 5)])
        cls.dropped = cls._create_order(cls.dealer, [(cls.goods, 1, 6)])
        cls.dropped._action_cancel()
        cls.shown = cls.paid | cls.waiting | cls.offer | cls.cancelled

    def setUp(self):
        super().setUp()
        self._login(self.dealer)

    def test_own_orders_without_the_notes_of_the_brand(self):
        names = self._titles(self._open(URL))
        self.assertEqual(sorted(names), sorted(self.shown.mapped("name")))

    def test_filter_by_state(self):
        for state, order in (
            ("paid", self.paid),
            ("waiting", self.waiting),
            ("offer", self.offer),
            ("cancelled", self.cancelled),
        ):
            with self.subTest(state):
                page = self._open(f"{URL}?state={state}")
                self.assertEqual(self._titles(page), [order.name])
        page = self._open(f"{URL}?state=invoiced")
        self.assertEqual(self._titles(page), [])
        self.assertTrue(select(page, ".o_distributor_portal_empty a[href]"))

    def test_state_in_words(self):
        page = self._open(f"{URL}?state=paid")
        self.assertEqual(self._text(page, ".o_distributor_portal_row .badge"), "Paid")

    def test_search_by_number(self):
        page = self._open(f"{URL}?search={self.paid.name}")
        self.assertEqual(self._titles(page), [self.paid.name])
        self.assertEqual(self._titles(self._open(f"{URL}?search=T-nothing")), [])
        self.assertEqual(self._titles(self._open(f"{URL}?search=%25%25")), [])

    def test_sort(self):
        names = self._titles(self._open(f"{URL}?sort=total"))
        by_total = self.shown.sorted("amount_total", reverse=True)
        self.assertEqual(names, by_total.mapped("name"))

    def test_rows_lead_to_the_stock_page(self):
        page = self._open(f"{URL}?state=paid")
        [link] = select(page, ".o_distributor_portal_row a")
        self.assertEqual(link.get("href"), f"/my/orders/{self.paid.id}")
        self.assertIn(self.paid.name, self._text(self._open(link.get("href"))))

    def test_stock_pages_stay_usable(self):
        self.assertIn(self.paid.name, self._text(self._open("/my/orders")))
        self.assertIn(self.offer.name, self._text(self._open("/my/quotes")))
        invoice = self.paid.invoice_ids
        self.assertIn(invoice.name, self._text(self._open("/my/invoices")))
        self._open(f"/my/invoices/{invoice.id}")

    def test_pages_without_numbers(self):
        with patch.object(DistributorPortal, "_distributor_step", 3):
            page = self._open(f"{URL}?sort=total")
            first = self._titles(page)
            [link] = select(page, "a[name=next]")
            self.assertIn("sort=total", link.get("href"))
            page = self._open(link.get("href"))
            second = self._titles(page)
            [link] = select(page, "a[name=previous]")
            self.assertEqual(self._titles(self._open(link.get("href"))), first)
            # numbered pages were bookmarked
            self.assertEqual(len(self._titles(self._open(f"{URL}/page/2"))), 3)
        by_total = self.shown.sorted("amount_total", reverse=True)
        self.assertEqual(first + second, by_total.mapped("name"))

    def test_totals_are_of_all_pages(self):
        with patch.object(DistributorPortal, "_distributor_step", 3):
            page = self._open(URL)
        self.assertEqual(
            self._money(page, "p[name=totals]"),
            [sum(self.shown.mapped("amount_total"))],
        )
        self.assertIn("4 rows", self._text(page, "p[name=totals]"))

    def test_line_says_where_the_order_stands(self):
        page = self._open(f"{URL}?state=offer")
        row = self._text(page, ".o_distributor_portal_row")
        self.assertIn("has to confirm", row)
        page = self._open(f"{URL}?state=waiting")
        self.assertIn("Confirmed", self._text(page, ".o_distributor_portal_row"))

    def test_steps_on_the_page_of_an_order(self):
        page = self._open(f"/my/orders/{self.paid.id}")
        steps = [
            self._text(node, "strong")
            for node in select(page, ".o_distributor_timeline_done")
        ]
        self.assertEqual(steps, ["Placed", "Confirmed", "Invoiced", "Paid"])

    def test_queries_do_not_grow_with_the_orders(self):
        for _number in range(4):
            self._confirm((self.goods, 1, 10), distributor=self.dealer)
        counts = []
        for step in (2, 6):
            self.patch(DistributorPortal, "_distributor_step", step)
            self._open(f"{URL}?state=waiting")
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            page = self._open(f"{URL}?state=waiting")
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(len(self._titles(page)), min(step, 5))
        self.assertLessEqual(counts[1], counts[0])

    def test_bad_parameters_are_answered(self):
        huge = "9" * 5000
        for tail in (
            "?page=-1",
            "?page=x",
            "?page=²",
            "/page/0",
            "/page/-3",
            "/page/x",
            "/page/²",
            "/page/1e9",
            f"/page/{huge}",
            f"?page={huge}",
            "?state=nothing",
            "?state=[]",
            "?sort=amount_total;drop",
            "?search=%00%27%22%3B--%5C",
            "?search=" + "%F0%9F%98%80" * 40,
            "?search=%ff%fe",
            "?state=paid&state=all&sort=&unknown=1",
        ):
            with self.subTest(tail[:40]):
                self._open(URL + tail)

    def test_nothing_is_run_that_was_searched_for(self):
        response = self.url_open(f"{URL}?search=<script>alert(1)</script>")
        self.assertNotIn("<script>alert(1)", response.text)
