# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.common import select
from odoo.addons.distributor_restock.tests.common import RESTOCK, RestockCommon

STOCK = "/my/distribution/stock"
KEY = "0123456789abcdef"


@tagged("post_install", "-at_install")
class TestStock(RestockCommon):
    def setUp(self):
        super().setUp()
        self.company.distributor_receipt_days = 0

    def _count(self, product, quantity, ago):
        """Count, as many days ago."""
        count = self.dealer.sudo()._count_stock(
            self.env.user, {product.id: quantity}, f"{product.id}-{ago}-count-key"
        )
        self.assertEqual(len(count), 1)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE distributor_stock_count SET date = %s WHERE id = %s",
            [fields.Datetime.now() - timedelta(days=ago), count.id],
        )
        self.env.invalidate_all()
        return count

    def _post_counts(self, **values):
        return self._post(f"{STOCK}/save", **values)

    def test_last_count_and_what_arrived(self):
        for ago in (60, 20):
            self._buy((self.tea, 90), ago=ago)
        self._count(self.tea, 10.0, ago=30)
        row = self._get_rows()[self.tea]
        # bought on the way in 60 and 20 days ago, the latter after the count
        self.assertEqual(row["need"].on_hand, 100.0)
        self.assertEqual(row["need"].sold, 180.0)
        told = self.dealer._explain_restock(row)
        self.assertIn("In stock: 10 Units that you counted on", told[2])
        self.assertIn("+ 90 that arrived since = 100. What you sold", told[2])
        order = self._buy((self.cup, 8), ago=10)
        self._count(self.cup, 1.0, ago=15)
        self._bring_back(order, 3)
        self.assertEqual(self._get_rows()[self.cup]["need"].on_hand, 6.0)

    def test_received_after_the_count(self):
        order = self._buy((self.tea, 90), ago=20)
        self._count(self.tea, 10.0, ago=15)
        self.assertEqual(self._get_rows()[self.tea]["need"].on_hand, 10.0)
        order.picking_ids._receive(
            "office", fields.Datetime.now() - timedelta(days=12), message="T"
        )
        self.assertEqual(self._get_rows()[self.tea]["need"].on_hand, 100.0)

    def test_two_counts_say_what_was_sold(self):
        self._buy((self.tea, 300), ago=60)
        self._buy((self.tea, 60), ago=25)
        self._count(self.tea, 40.0, ago=30)
        self._count(self.tea, 70.0, ago=20)
        self._count(self.tea, 40.0, ago=10)
        row = self._get_rows()[self.tea]
        # 40 + 60 − 40 in 20 days, by independent arithmetic 3 a day
        self.assertEqual(row["proposal"].rate, 3.0)
        self.assertEqual(row["need"].on_hand, 40.0)
        told = self.dealer._explain_restock(row)
        self.assertIn("40 counted + 60 arrived − 40 counted = 60 Units", told[0])
        self.assertIn("or 3 a day", told[0])
        self.assertIn("Needed: 3 ×", told[1])

    def test_counts_that_say_nothing(self):
        for ago in (60, 50):
            self._buy((self.tea, 90), ago=ago)
        self._count(self.tea, 10.0, ago=20)
        self._count(self.tea, 30.0, ago=10)  # 20 that nobody delivered
        need = self._get_rows()[self.tea]["need"]
        self.assertEqual((need.sold, need.on_hand), (180.0, 30.0))
        # one day says nothing, and what is older than the days looked at neither
        self._buy((self.cup, 5), ago=60)
        self._count(self.cup, 9.0, ago=200)
        self.assertEqual(self._get_rows()[self.cup]["need"].on_hand, 0.0)
        self._count(self.cup, 9.0, ago=1.0)
        self._count(self.cup, 4.0, ago=0.5)
        need = self._get_rows()[self.cup]["need"]
        self.assertEqual((need.sold, need.last, need.on_hand), (None, 5.0, 4.0))

    def test_counted_on_the_phone(self):
        for _turn in range(2):
            self._buy((self.tea, 90), (self.cup, 45))
        self._login_as(self.roles["owner"])
        self.assertEqual(len(select(self._open(RESTOCK), "a[name=stock]")), 1)
        page = self._open(STOCK)
        text = self._text(page, "form.o_distributor_stock")
        self.assertIn("T-Tea", text)
        self.assertNotIn("T-Pot", text)
        self.assertIn("Not counted yet", text)
        self.assertNotIn("by Units", text, "says nothing")
        box = self.cup.new({"uom_id": self.env.ref("uom.product_uom_dozen").id})
        self.assertIn("by Dozens", self.dealer._tell_count(box, None))
        fields_of = {f"have-{self.tea.id}": "2,5", f"have-{self.cup.id}": ""}
        for _tap in range(2):
            answer = self._post_counts(key=KEY, **fields_of)
            self.assertEqual(answer.status_code, 303)
        # corrected after a step back: nothing is dropped silently
        answer = self._post_counts(key=KEY, **{f"have-{self.tea.id}": "4"})
        self.assertIn("T-Tea was saved with 2.5 before", answer.text)
        self.assertIn('value="4"', answer.text)
        [count] = self.dealer.env["distributor.stock.count"].search(
            [("distributor_id", "=", self.dealer.id)]
        )
        self.assertEqual((count.product_id, count.quantity), (self.tea, 2.5))
        self.assertEqual(count.user_id, self.roles["owner"])
        self._post_counts(key=KEY[::-1], **{f"have-{self.tea.id}": "3"})
        page = self._open(STOCK)
        self.assertIn("Saved: T-Tea.", self._text(page, "div[name=saved]"))
        self.assertIn("3 Units on", self._text(page, "form.o_distributor_stock"))
        for wrong, words in (("many", "no number"), ("9999999", "between 0 and")):
            answer = self._post_counts(key="x" * 16, **{f"have-{self.tea.id}": wrong})
            self.assertIn(words, answer.text)
            self.assertIn(f'value="{wrong}"', answer.text)
        found = self._text(self._open(f"{STOCK}?search=T-CUP"), "form")
        self.assertIn("T-Cup", found)
        self.assertNotIn("T-Tea", found)
        page = self._open(f"{STOCK}/page/9?search=none")
        self.assertIn("is called that", self._text(page, "div[name=nothing]"))

    def test_pages_and_the_way_back(self):
        self.patch(self.registry["distributor.portal.list.counts"], "_step", 1)
        self._buy((self.tea, 90), (self.cup, 45))
        self._login_as(self.roles["owner"])
        [url] = self._open(STOCK).xpath("//a[@rel='next']/@href")
        page = self._open(url)
        text = self._text(page, "form.o_distributor_stock")
        self.assertIn("T-Tea", text)
        self.assertNotIn("T-Cup", text)
        [form] = select(page, "form.o_distributor_stock")
        values = dict(form.form_values())
        answer = self._post_counts(**{**values, f"have-{self.tea.id}": "x"})
        self.assertIn("T-Tea", answer.text)
        self.assertNotIn("T-Cup", answer.text)
        answer = self._post_counts(**{**values, f"have-{self.tea.id}": "3"})
        self.assertTrue(answer.headers["Location"].endswith(url))
        self.assertIn("3 Units on", self._text(self._open(url)))
        [back] = self._open(url).xpath("//a[@rel='prev']/@href")
        self.assertIn("T-Cup", self._text(self._open(back), "form.o_distributor_stock"))
        page = self._open(f"{STOCK}/page/9")
        self.assertIn("T-Cup", self._text(page, "form.o_distributor_stock"))

    def test_rows_for_an_export(self):
        self._buy((self.tea, 90), (self.cup, 45))
        self._count(self.tea, 2.5, ago=1)
        distributor = self.dealer.sudo()
        shown = distributor.env["distributor.portal.list.counts"]
        self.assertEqual(shown._right, "order")
        chosen = shown._read(distributor, {})
        ids = [row[1] for row in shown._fetch(distributor, chosen, None, False, 9)]
        self.assertEqual(ids, (self.cup | self.tea).ids)
        columns = shown._get_columns(distributor, self.env.user)
        told = [
            {column.label: column.value(row) for column in columns}
            for row in shown._get_rows(distributor, ids, chosen)
        ]
        self.assertEqual([row["Counted"] for row in told], [None, 2.5])
        self.assertFalse(told[0]["Counted on"])
        self.assertEqual(
            shown._get_totals(distributor, chosen, self.env.user)["count"], 2
        )

    def test_counted_from_restock(self):
        for _turn in range(2):
            self._buy((self.tea, 90))
        self._login_as(self.roles["owner"])
        [field] = select(self._open(RESTOCK), "input[form=o_distributor_have]")
        answer = self._post_counts(
            key=KEY, back="restock", **{field.get("name"): "32", "have-0": "1"}
        )
        self.assertTrue(answer.headers["Location"].endswith(RESTOCK))
        text = self._text(self._open(RESTOCK))
        self.assertIn("Saved: T-Tea.", text)
        self.assertIn("− 32 in stock", text)

    def test_queries_do_not_grow(self):
        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            rows = self.dealer._get_restock_rows()
            for row in rows:
                self.dealer._explain_restock(row)
            return len(rows), self.env.cr.sql_log_count - before

        self._buy((self.tea, 90))
        self._count(self.tea, 5.0, ago=20)
        self._count(self.tea, 4.0, ago=10)
        count()
        few = count()
        more = self.env["product.product"].create(
            [{"name": f"T-More {turn}", "type": "consu"} for turn in range(10)]
        )
        self._buy(*((product, 9) for product in more))
        for product in more:
            self._count(product, 8.0, ago=20)
            self._count(product, 4.0, ago=10)
        count()
        many = count()
        self.assertEqual((few[0], many[0]), (1, 11))
        self.assertLessEqual(many[1], few[1])
