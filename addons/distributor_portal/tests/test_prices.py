# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import io

from openpyxl import load_workbook

from odoo.fields import Command
from odoo.tests import tagged

from .common import HOME, PortalCommon

PRICES = f"{HOME}/prices"


@tagged("post_install", "-at_install")
class TestPrices(PortalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for distributor, name, price in (
            (cls.dealer, "T-Dealers", 61.25),
            (cls.country, "T-Agents", 41.37),
        ):
            pricelist = cls.env["product.pricelist"].create(
                {
                    "name": name,
                    "item_ids": [
                        Command.create({"fixed_price": price}),
                        Command.create({"fixed_price": price - 5, "min_quantity": 10}),
                    ],
                }
            )
            cls.env["distributor.territory.price"].create(
                {"distributor_id": distributor.id, "pricelist_id": pricelist.id}
            )
        cls.goods.name = "=T-Secret Goods"

    def test_own_prices(self):
        self._login(self.dealer)
        page = self._open(f"{PRICES}?search=T-Secret")
        text = self._text(page, ".o_distributor_portal_list")
        self.assertEqual(self._titles(page), ["=T-Secret Goods"])
        for word in ("61.25", "from 10: $ 56.25", "T-Dealers", "9 missing"):
            self.assertIn(word, text)
        for secret in ("41.37", "36.37", "T-Agents"):
            self.assertNotIn(secret, self._text(page))
        page = self._open(f"{PRICES}?search=T-Secret&quantity=10")
        self.assertEqual(
            self._money(page, ".o_distributor_portal_amount"), [56.25], self._text(page)
        )

    def test_any_address_is_answered(self):
        self._login(self.dealer)
        for query in ("quantity=nan", "quantity=-1", "quantity=1e99", "search=%25%00"):
            self._open(f"{PRICES}?{query}")
        self._open(f"{PRICES}/page/99999")
        self.assertIn(
            "No product fits", self._text(self._open(f"{PRICES}?search=zz7q"))
        )

    def test_spreadsheet(self):
        self._login(self.dealer)
        response = self.url_open(f"{PRICES}.xlsx?search=T-Secret")
        sheet = load_workbook(io.BytesIO(response.content)).active
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        self.assertEqual([row[3:5] for row in rows], [[1, 61.25], [10, 56.25]])
        self.assertEqual(sheet["B2"].data_type, "s")

    def test_who_else_comes(self):
        self.authenticate(None, None)
        self.assertIn("/web/login", self.url_open(PRICES).url)
        self._create_portal_user(login="t-portal-nobody")
        self.authenticate("t-portal-nobody", "t-portal-nobody")
        self.assertIn("for distributors", self._text(self._open(PRICES)))
        self.assertEqual(self.url_open(f"{PRICES}.xlsx").status_code, 404)
        self.patch(
            self.registry["distributor.distributor"],
            "_user_can",
            lambda one, right, user=None: right != "view",
        )
        self._login(self.dealer)
        self.assertEqual(self.url_open(PRICES).status_code, 404)
        self.assertEqual(self.url_open(f"{PRICES}.xlsx").status_code, 404)

    def test_queries_do_not_grow_with_products(self):
        dealer = self.dealer.sudo()
        products = self.product | self.goods

        def count(found):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            dealer._get_price_list_rows(found, 1)
            return self.cr.sql_log_count - before

        count(products)
        self.assertEqual(count(products), count(self.goods))

    def test_why_on_the_order(self):
        order = self.env["sale.order"].create(
            {
                "partner_id": self.dealer.partner_id.id,
                "order_line": [Command.create({"product_id": self.goods.id})],
            }
        )
        order.action_quotation_sent()
        self._login(self.dealer)
        text = self._text(self._open(f"/my/orders/{order.id}"))
        self.assertIn("Why this price", text)
        self.assertIn("fixed price 61.25", text)
        self.authenticate(None, None)
        url = f"/my/orders/{order.id}?access_token={order._portal_ensure_token()}"
        self.assertNotIn("Why this price", self._text(self._open(url)))
