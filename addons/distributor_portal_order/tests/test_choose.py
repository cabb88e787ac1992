# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.common import select

from .common import ORDER, OrderCommon


@tagged("post_install", "-at_install")
class TestChoose(OrderCommon):
    def _get_card(self, page, product):
        [card] = [
            card
            for card in select(page, ".o_distributor_order_card")
            if card.get("data-product") == str(product.id)
        ]
        return card

    def test_prices_sizes_and_steps(self):
        page = self._open(f"{ORDER}?search=T-TEA")
        card = self._get_card(page, self.tea)
        self.assertEqual(card.get("data-price"), "80.0")
        self.assertEqual(card.get("data-steps"), "[[12.0, 70.0]]")
        self.assertEqual(card.get("data-step"), "6.0")
        self.assertIn("by T-Box", self._text(card))
        card = self._get_card(self._open(f"{ORDER}?search=T-Pot"), self.pot)
        self.assertEqual(card.get("data-minimum"), "2.0")

    def test_search_by_name_reference_and_barcode(self):
        self.tea.barcode = "T-690001"
        self.env["product.uom"].create(
            {
                "product_id": self.pot.id,
                "uom_id": self.box.id,
                "barcode": "T-690002",
            }
        )
        for search, expected in (
            ("t-tea", {self.tea}),
            ("T-POT", {self.pot}),
            ("T-690001", {self.tea}),
            ("T-690002", {self.pot}),
            ("T-%", set()),
        ):
            page = self._open(f"{ORDER}?search={search}")
            found = {
                int(card.get("data-product"))
                for card in select(page, ".o_distributor_order_card")
            }
            self.assertEqual(found, {product.id for product in expected}, search)

    def test_category_and_other_companies(self):
        category = self.env["product.category"].create({"name": "T-Category"})
        self.cup.categ_id = category
        other = self.env["res.company"].create({"name": "T-Other"})
        self.pot.company_id = other
        page = self._open(f"{ORDER}?category={category.id}")
        cards = select(page, ".o_distributor_order_card")
        self.assertEqual([c.get("data-product") for c in cards], [str(self.cup.id)])
        page = self._open(f"{ORDER}?search=T-POT")
        self.assertFalse(select(page, ".o_distributor_order_card"))

    def test_any_address_is_answered(self):
        for query in (
            "category=x",
            "category=-1",
            "show=zz",
            "search=%25%00",
            "after=x",
            "after=99999999999",
            f"after={self.product.id}&before=0",
        ):
            self._open(f"{ORDER}?{query}")

    def _get_products(self, page):
        return [
            int(card.get("data-product"))
            for card in select(page, ".o_distributor_order_card")
        ]

    def _walk(self, url, rel="next"):
        """Return the products of each page from an address on, and the last page."""
        pages = []
        while True:
            page = self._open(url)
            pages.append(self._get_products(page))
            found = page.xpath(f"//a[@rel='{rel}']/@href")
            if not found:
                return pages, url
            [url] = found

    def _create_many(self):
        """Create five products, those without a reference after those with one."""
        codes = ("T-3", "T-1", False, "T-2", False)
        self.patch(self.registry["distributor.portal.list.goods"], "_step", 2)
        category = self.env["product.category"].create({"name": "T-Category"})
        return self.env["product.product"].create(
            [
                {
                    "name": f"T-Many {5 - number}",
                    "default_code": code,
                    "categ_id": category.id,
                }
                for number, code in enumerate(codes)
            ]
        )

    def test_pages_begin_behind_a_product(self):
        products = self._create_many()
        order = [products[place].id for place in (1, 3, 0, 4, 2)]
        category = products.categ_id
        url = f"{ORDER}?search=T-Many&category={category.id}"
        pages, last = self._walk(url)
        self.assertEqual(pages, [order[:2], order[2:4], order[4:]])
        self.assertIn(f"category={category.id}", last)
        back, first = self._walk(last, "prev")
        self.assertEqual(back, [order[4:], order[2:4], order[:2]])
        # an address with a number, as it was kept, is answered with the first page
        page = self._open(f"{ORDER}/page/2?search=T-Many")
        self.assertEqual(self._get_products(page), order[:2])
        # what is not for sale any more is no place to begin
        products[3].sale_ok = False
        page = self._open(f"{url}&after={products[3].id}")
        self.assertEqual(self._get_products(page), [order[0], order[2]])

    def test_recent_are_newest_first_on_all_pages(self):
        products = self._create_many()
        order = [products[place] for place in (2, 0, 4, 1, 3)]
        for product in order:
            self._confirm((product, 1, 40.0))
        pages, last = self._walk(f"{ORDER}?show=recent")
        newest = [product.id for product in reversed(order)]
        self.assertEqual(sum(pages, []), newest)
        self.assertEqual(self._walk(last, "prev")[0], pages[::-1])
        [found] = self._walk(f"{ORDER}?show=recent&search=T-Many 5")[0]
        self.assertEqual(found, products[0].ids)
        self._login(self.sibling)
        self.assertEqual(self._walk(f"{ORDER}?show=recent")[0], [[]])

    def test_rows_for_an_export(self):
        shown = self.env["distributor.portal.list.goods"]
        self.assertEqual(shown._right, "order")
        distributor = self.dealer.sudo()
        columns = shown._get_columns(distributor, self.users[self.dealer])
        chosen = shown._read(distributor, {"search": "T-TEA"})
        [row] = shown._get_rows(distributor, self.tea.ids, chosen)
        told = {column.label: column.value(row) for column in columns}
        self.assertEqual(told["Reference"], "T-TEA")
        self.assertEqual(told["Price"][0], 80.0)

    def test_recent_and_favourites(self):
        self.assertFalse(
            select(self._open(f"{ORDER}?show=recent"), ".o_distributor_order_card")
        )
        self._confirm((self.pot, 2, 40.0))
        page = self._open(f"{ORDER}?show=recent")
        self._get_card(page, self.pot)
        for expected in (True, False, True):
            answer = self._send(f"{ORDER}/favourite", product=self.cup.id)
            self.assertEqual(answer.json(), {"favourite": expected})
        page = self._open(f"{ORDER}?show=favourites")
        links = [
            link.get("href") for link in select(page, ".o_distributor_order_shown a")
        ]
        self.assertEqual(
            links[:3], [ORDER, f"{ORDER}?show=recent", f"{ORDER}?show=favourites"]
        )
        [card] = select(page, ".o_distributor_order_card")
        self.assertEqual(card.get("data-product"), str(self.cup.id))
        self._login(self.sibling)
        page = self._open(f"{ORDER}?show=favourites")
        self.assertFalse(select(page, ".o_distributor_order_card"))

    def test_favourite_of_no_product(self):
        for product in ("x", "0", self.product.id, 2**31):
            answer = self._send(f"{ORDER}/favourite", product=product)
            self.assertEqual(answer.status_code, 404, product)

    def test_stock_policy(self):
        self._set_stock(self.tea, 500)
        self._set_stock(self.pot, 3)

        def shown():
            page = self._open(f"{ORDER}?search=T-")
            return [
                self._text(self._get_card(page, product), ".badge")
                for product in (self.tea, self.pot, self.cup)
            ]

        self.assertEqual(shown(), ["In stock", "Low stock", "Out of stock"])
        self.company.distributor_stock_policy = "exact"
        exact = ["500 Units in stock", "3 Units in stock", "Out of stock"]
        self.assertEqual(shown(), exact)
        self.company.distributor_stock_policy = "none"
        self.assertEqual(shown(), ["", "", ""])

    def test_products_nobody_may_sell(self):
        self.env["distributor.authorization"].create(
            {
                "distributor_id": self.dealer.id,
                "territory_id": self.env["distributor.territory"]
                .create({"name": "T-Place", "code": "T-PLACE"})
                .id,
                "date_start": "2020-01-01",
                "product_ids": self.tea.ids,
            }
        ).sudo().state = "approved"
        self.company.authorization_in_use = True
        self.assertTrue(
            select(self._open(f"{ORDER}?search=T-POT"), ".o_distributor_order_card")
        )
        self.company.exception_policy_product = "refuse"
        self.assertFalse(
            select(self._open(f"{ORDER}?search=T-POT"), ".o_distributor_order_card")
        )
        page = self._open(f"{ORDER}?search=T-TEA")
        self._get_card(page, self.tea)

    def test_query_count(self):
        """As many queries for a full page as for one product."""

        def count(search):
            self._open(f"{ORDER}?search={search}")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._open(f"{ORDER}?search={search}")
            return self.env.cr.sql_log_count - before

        self.env["product.product"].create(
            [{"name": f"T-Many {number}", "is_storable": True} for number in range(20)]
        )
        self.assertLessEqual(count("T-Many"), count("T-Many 12") + 2)
        counts = []
        for step in (3, 6):
            self.patch(self.registry["distributor.portal.list.goods"], "_step", step)
            page = self._open(f"{ORDER}?search=T-Many")
            [later] = page.xpath("//a[@rel='next']/@href")
            counts.append(count(later.partition("search=")[2]))
        self.assertEqual(*counts)
