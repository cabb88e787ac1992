# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import math
import random
from datetime import timedelta

from odoo import fields
from odoo.fields import Command

from .common import RestockCommon


class TestRestock(RestockCommon):
    def _compute_naively(self):
        """Return {product: quantity}, order by order and move by move."""
        orders = self.env["sale.order"].search([("state", "=", "sale")])
        orders = orders.filtered(lambda order: order.distributor_id == self.dealer)
        start = fields.Datetime.now() - timedelta(days=90)
        waits = []
        for order in orders:
            done = order.picking_ids.filtered(
                lambda one: one.state == "done"
                and one.location_dest_id.usage == "customer"
            )
            if done:
                first = min(done.mapped("date_done"))
                waits.append((first - order.date_order).total_seconds() / 86400)
        lead = round(sum(waits) / len(waits), 1) if waits else 3
        found = {}
        for product in self.tea | self.pot | self.cup:
            sold, bought_in, way = 0, 0, 0
            for order in orders:
                moves = order.picking_ids.move_ids.filtered(
                    lambda move, product=product: move.product_id == product
                )
                net = 0
                for move in moves:
                    if move.location_dest_id.usage == "customer":
                        if move.state == "done":
                            net += move.product_qty
                        elif move.state != "cancel":
                            way += move.product_qty
                    elif move.state == "done":
                        net -= move.product_qty
                if order.date_order >= start and net > 0:
                    sold += net
                    bought_in += 1
            if bought_in < 2:
                continue
            missing = max(0, round(sold * (lead + 14) / 90 - way, 6))
            size = 6 if product == self.tea else 1
            least = 2 if product == self.pot else 0
            found[product] = (
                math.ceil(round(max(missing, least) / size, 6)) * size if missing else 0
            )
        return found

    def test_against_the_naive_way(self):
        dice = random.Random(19)
        products = (self.tea, self.pot, self.cup)
        for turn in range(7):
            lines = [(one, dice.randint(5, 60)) for one in products if turn % 3 or one]
            order = self._buy(
                *lines,
                ago=dice.choice((20, 40, 60, 100)),
                lead=None if turn == 5 else dice.randint(1, 6),
                shipped=3 if turn == 4 else None,
            )
            if turn == 2:
                self._bring_back(order, 2)
            if turn == 3:
                self._bring_back(order, 1, done=False)
        self._buy((self.tea, 500), distributor=self.sibling)
        self._buy((self.tea, 500), distributor=self.sibling)
        rows = self._get_rows()
        found = {product: row["proposal"].quantity for product, row in rows.items()}
        self.assertEqual(found, self._compute_naively())
        self.assertTrue(all(row["need"].on_way for row in rows.values()))

    def test_by_the_unit_of_the_order(self):
        for quantity in (15, 5):
            order = self._create_order(self.dealer, [(self.tea, quantity, 6)])
            order.order_line.write({"product_uom_id": self.box.id, "price_unit": 6})
            order.action_confirm()
            order.date_order = fields.Datetime.now() - timedelta(days=10)
            if quantity == 5:
                continue
            order.picking_ids.move_ids.write({"quantity": 90, "picked": True})
            order.picking_ids._action_done()
        self._buy((self.tea, 45))
        need = self._get_rows()[self.tea]["need"]
        self.assertEqual((need.sold, need.on_way), (135.0, 30.0))

    def test_two_orders_make_a_rate(self):
        self._buy((self.tea, 90))
        row = self._get_rows()[self.tea]
        self.assertIsNone(row["need"].sold)
        self.assertEqual(row["proposal"].quantity, 90.0)
        self.assertIn("no sales", self.dealer._tell_restock_basis([row]))
        self._buy((self.tea, 90))
        row = self._get_rows()[self.tea]
        self.assertEqual((row["need"].sold, row["need"].lead_days), (180.0, 2.0))
        # 2 a day × (2 + 14) = 32, by 6
        self.assertEqual(row["proposal"].quantity, 36.0)
        self.assertEqual(
            self.dealer._tell_restock_formula(row),
            "2 a day × (2 + 14 days) − 0 in stock − 0 on the way = 32 → 36",
        )
        self.assertIn(
            "Stock not reported: counted as 0.", self.dealer._explain_restock(row)
        )

    def test_what_was_bought_once_is_proposed_too(self):
        for _turn in range(2):
            self._buy((self.tea, 90), ago=20)
        self._buy((self.pot, 7), ago=40)
        self._buy((self.cup, 5), ago=100)
        rows = self._get_rows()
        self.assertEqual(set(rows), {self.tea, self.pot})
        self.assertEqual(rows[self.tea]["need"].sold, 180.0)
        self.assertIsNone(rows[self.pot]["need"].sold)
        self.assertEqual(rows[self.pot]["proposal"].quantity, 7.0)
        self.assertIn(
            "What you ordered once",
            self.dealer._tell_restock_basis([rows[self.tea], rows[self.pot]]),
        )
        # the newest order that has it counts, by its unit
        order = self._create_order(self.dealer, [(self.pot, 2, 6)])
        order.order_line.write({"product_uom_id": self.box.id, "price_unit": 6})
        order.action_confirm()
        order.date_order -= timedelta(days=10)
        need = self._get_rows()[self.pot]["need"]
        self.assertEqual((need.last, need.on_way), (12.0, 12.0))

    def test_orders_long_ago_do_not_count(self):
        for ago in (91, 30):
            self._buy((self.tea, 90), ago=ago)
        self.assertIsNone(self._get_rows()[self.tea]["need"].sold)

    def test_the_last_order_on_its_way_is_enough(self):
        self._buy((self.tea, 12), lead=None)
        row = self._get_rows()[self.tea]
        self.assertEqual(row["proposal"].quantity, 0.0)
        self.assertEqual(row["need"].lead_days, 3.0)

    def test_what_was_dropped_is_not_on_its_way(self):
        order = self._buy((self.tea, 12), lead=2, shipped=4)
        rest = order.picking_ids.filtered(lambda one: one.state != "done")
        self.assertEqual(self._get_rows()[self.tea]["need"].on_way, 8.0)
        rest.action_cancel()
        self.assertEqual(self._get_rows()[self.tea]["need"].on_way, 0.0)

    def test_what_it_reports_counts(self):
        for _turn in range(2):
            self._buy((self.tea, 90), (self.cup, 45))
        self.patch(
            self.env.registry["distributor.distributor"],
            "_get_reported_stock",
            lambda _self: {
                self.tea.id: {"on_hand": 20.0},
                self.cup.id: {"on_hand": 4.0, "rate": 2.0},
                self.pot.id: {"on_hand": 1.0, "rate": 0.5},
            },
        )
        rows = self._get_rows()
        self.assertEqual(
            {product: row["proposal"].quantity for product, row in rows.items()},
            {self.tea: 12.0, self.cup: 28.0, self.pot: 7.0},
        )
        self.assertIn(
            "In stock, as you reported: 4 Units.",
            self.dealer._explain_restock(rows[self.cup]),
        )

    def test_only_what_may_still_be_bought(self):
        for _turn in range(2):
            self._buy((self.tea, 90), (self.cup, 45))
        self.cup.sale_ok = False
        self.assertEqual(list(self._get_rows()), [self.tea])

    def test_queries_do_not_grow(self):
        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            rows = self.dealer._get_restock_rows()
            for row in rows:
                self.dealer._explain_restock(row)
                self.dealer._get_order_sizes(row["product"])
            return len(rows), self.env.cr.sql_log_count - before

        for _turn in range(2):
            self._buy((self.tea, 90))
            self._buy((self.tea, 5), lead=None)
        count()
        few = count()
        more = self.env["product.product"].create(
            [
                {
                    "name": f"T-More {turn}",
                    "type": "consu",
                    "taxes_id": False,
                    "uom_ids": [Command.link(self.box.id)],
                    "distributor_pack_uom_id": self.box.id if turn % 2 else False,
                }
                for turn in range(12)
            ]
        )
        for _turn in range(3):
            self._buy(*((product, 9) for product in more))
            self._buy(*((product, 2) for product in more), lead=None)
        # confirming clears the caches of access rules
        count()
        many = count()
        self.assertEqual((few[0], many[0]), (1, 13))
        self.assertEqual(few[1], many[1])
