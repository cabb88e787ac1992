# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.fields import Command
from odoo.tests import tagged

from .common import ReturnCommon


@tagged("post_install", "-at_install")
class TestStock(ReturnCommon):
    def test_part_came(self):
        order = self._deliver((self.goods, 4, 100))
        record = self._give_back(order, 3, received=2)
        self.assertEqual(record.line_ids.quantity_received, 2)
        self.assertEqual(record.amount_credited, 200)
        self.assertEqual(record.state, "closed")
        # what did not come may be asked for again
        self.assertEqual(order._get_returnable()[0].quantity, 2)

    def test_the_rest_comes_later(self):
        order = self._deliver((self.goods, 4, 100))
        record = self._ask(order, 3)
        record.with_user(self.manager).action_approve()
        self._ship(record.move_ids.picking_id, 1)
        self.assertEqual(record.state, "expected")
        self.assertEqual(record.line_ids.quantity_received, 1)
        self.assertEqual(len(record.move_ids), 2)
        self.assertEqual(order._get_returnable()[0].quantity, 1)
        record.with_user(self.finance).action_credit()
        record.credit_note_ids.action_post()
        self.assertEqual(record.state, "expected")
        self._ship(record.move_ids.picking_id)
        self.assertEqual(record.line_ids.quantity_received, 3)
        self.assertEqual(record.state, "received")
        amounts = record.credit_note_ids.sorted("id").mapped("amount_total")
        self.assertEqual(amounts, [100, 200])
        record.credit_note_ids.filtered(lambda n: n.state == "draft").action_post()
        self.assertEqual((record.state, record.amount_credited), ("closed", 300))
        self._assert_wallet(99_900, 0)

    def test_the_rest_never_comes(self):
        order = self._deliver((self.goods, 4, 100))
        record = self._ask(order, 3)
        record.with_user(self.manager).action_approve()
        self._ship(record.move_ids.picking_id, 1)
        record._get_waiting_moves().picking_id.action_cancel()
        self.assertEqual(record.state, "received")
        self.assertEqual(record.credit_note_ids.amount_total, 100)

    def test_nothing_comes(self):
        order = self._deliver((self.goods, 4, 100))
        record = self._ask(order, 3)
        record.with_user(self.manager).action_approve()
        record.move_ids.picking_id.action_cancel()
        self.assertEqual(record.state, "cancelled")
        self.assertEqual(order._get_returnable()[0].quantity, 4)

    def test_more_came(self):
        order = self._deliver((self.goods, 4, 100))
        record = self._give_back(order, 2, received=3)
        self.assertEqual(record.line_ids.quantity_received, 3)
        self.assertEqual(record.amount_credited, 300)

    def test_twice(self):
        """Returned, delivered again, and returned again."""
        order = self._deliver((self.goods, 4, 100))
        self._give_back(order, 4)
        self._assert_wallet(100_000, 0)
        back = order.picking_ids.filtered("return_id")
        wizard = self.env["stock.return.picking"].create({"picking_id": back.id})
        wizard.product_return_moves.quantity = 4
        again = self.env["stock.picking"].browse(
            wizard.action_create_returns()["res_id"]
        )
        self._ship(again)
        self._invoice(order)
        self._assert_wallet(99_600, 0)
        rows = order._get_returnable()
        self.assertEqual([row.quantity for row in rows], [0, 4])
        self._give_back(order, 0, 4)
        self._assert_wallet(100_000, 0)
        self.assertEqual(order.order_line.qty_delivered, 0)

    def test_lots(self):
        goods = self._create_goods(is_storable=True, tracking="lot")
        lots = self.env["stock.lot"].create(
            [{"name": f"T-L{n}", "product_id": goods.id} for n in (1, 2)]
        )
        stock = self.env["stock.warehouse"].search(
            [("company_id", "=", self.company.id)], limit=1
        )
        for lot in lots:
            self.env["stock.quant"]._update_available_quantity(
                goods, stock.lot_stock_id, 5, lot_id=lot
            )
        order = self._create_order(self.dealer, [(goods, 6, 10)])
        order.action_confirm()
        delivery = order.picking_ids
        delivery.move_ids.picked = True
        delivery._action_done()
        self._invoice(order)
        rows = {row.lot: row for row in order._get_returnable()}
        self.assertEqual([rows[lot].quantity for lot in lots], [5, 1])
        record = self.env["distributor.return"].create(
            {
                "order_id": order.id,
                "reason_id": self.reason.id,
                "line_ids": [
                    Command.create(
                        {
                            "move_id": rows[lot].move.id,
                            "lot_id": lot.id,
                            "quantity": quantity,
                        }
                    )
                    for lot, quantity in zip(lots, (2, 1), strict=True)
                ],
            }
        )
        record._request()
        record.with_user(self.manager).action_approve()
        items = record.move_ids.move_line_ids
        self.assertEqual(
            {item.lot_id: item.quantity for item in items}, {lots[0]: 2, lots[1]: 1}
        )
        record.move_ids.picked = True
        record.move_ids.picking_id._action_done()
        self.assertEqual(record.line_ids.mapped("quantity_received"), [2, 1])
        self.assertEqual(record.credit_note_ids.amount_total, 30)
        rows = {row.lot: row.quantity for row in order._get_returnable()}
        self.assertEqual([rows[lot] for lot in lots], [3, 0])

    def test_two_deliveries(self):
        order = self._create_order(self.dealer, [(self.goods, 10, 100)])
        order.action_confirm()
        self._ship(order.picking_ids, 6)
        self._ship(order.picking_ids)
        rows = order._get_returnable()
        self.assertEqual([row.quantity for row in rows], [6, 4])
        self._invoice(order)
        record = self._ask(order, 1, 4)
        record.with_user(self.manager).action_approve()
        pickings = record.move_ids.picking_id
        self.assertEqual(len(pickings), 2)
        self._ship(pickings[0])
        self.assertEqual(record.state, "expected")
        self._ship(pickings[1])
        self.assertEqual(record.credit_note_ids.amount_total, 500)

    def test_other_unit(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        order = self._create_order(self.dealer, [(self.goods, 2, 120)])
        order.order_line.product_uom_id = dozen
        order.order_line.price_unit = 120
        order.action_confirm()
        self._ship(order.picking_ids)
        invoice = self._invoice(order)
        self.assertEqual(invoice.amount_total, 240)
        row = order._get_returnable()[0]
        part = row.quantity / 2
        record = self._give_back(order, part)
        self.assertEqual(record.amount_credited, 120)
