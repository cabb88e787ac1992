# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.fields import Command
from odoo.tests import tagged

from .common import ReturnCommon


@tagged("post_install", "-at_install")
class TestCredit(ReturnCommon):
    def _get_line(self, note):
        return note.invoice_line_ids.filtered(lambda li: li.display_type == "product")

    def test_not_invoiced(self):
        order = self._deliver((self.goods, 4, 100), invoice=False)
        self._assert_wallet(100_000, 400)
        record = self._give_back(order, 3)
        self.assertFalse(record.credit_note_ids)
        self.assertEqual(record.state, "closed")
        self.assertEqual(order.order_line.qty_delivered, 1)
        self._assert_wallet(100_000, 100)
        self.assertEqual(self._invoice(order).amount_total, 100)
        self._assert_wallet(99_900, 0)

    def test_partly_invoiced(self):
        """10 delivered, 6 invoiced, 5 come back: 5 are kept, so 1 is credited."""
        order = self._deliver((self.goods, 10, 100), invoice=False)
        invoice = order._create_invoices()
        invoice.invoice_line_ids.quantity = 6
        invoice.invoice_date = date(2026, 2, 1)
        invoice.action_post()
        record = self._give_back(order, 5)
        self.assertEqual(record.amount_credited, 100)
        self.assertEqual(order.order_line.qty_to_invoice, 0)
        self._assert_wallet(99_500, 0)

    def test_invoices_at_two_prices(self):
        """Goods are credited on the invoice that billed them."""
        order = self._create_order(self.dealer, [(self.goods, 10, 100)])
        order.action_confirm()
        self._ship(order.picking_ids, 6)
        self._invoice(order)
        order.order_line.price_unit = 90
        self._ship(order.picking_ids)
        self._invoice(order, date(2026, 2, 2))
        self._assert_wallet(99_040, 0)
        first = self._give_back(order, 2, 0)
        self.assertEqual(first.amount_credited, 200)
        second = self._give_back(order, 0, 1)
        self.assertEqual(second.amount_credited, 90)
        both = self._give_back(order, 4, 3)
        self.assertEqual(
            sorted(both.credit_note_ids.mapped("amount_total")), [270, 400]
        )
        self._assert_wallet(100_000, 0)

    def test_credited_before(self):
        order = self._deliver((self.goods, 10, 100))
        note = order.invoice_ids._reverse_moves([{"invoice_date": date(2026, 2, 3)}])
        note.invoice_line_ids.quantity = 4
        note.action_post()
        record = self._give_back(order, 10)
        self.assertEqual(record.amount_credited, 600)
        self._assert_wallet(100_000, 0)

    def test_credited_from_the_order(self):
        """A credit note made from the order, once the goods are back."""
        self.company.distributor_return_credit = "manual"
        order = self._deliver((self.goods, 10, 100))
        record = self._give_back(order, 3, post=False)
        note = order._create_invoices(final=True)
        self.assertEqual(note.move_type, "out_refund")
        note.invoice_date = date(2026, 2, 3)
        note.action_post()
        record.with_user(self.finance).action_credit()
        self.assertFalse(record.credit_note_ids)
        self.assertEqual(record.state, "closed")
        self._assert_wallet(99_300, 0)

    def test_price_changed_since(self):
        order = self._deliver((self.goods, 4, 100, 10))
        self.goods.list_price = 1
        order.order_line.price_unit = 50
        record = self._give_back(order, 1)
        line = self._get_line(record.credit_note_ids)
        self.assertEqual((line.price_unit, line.discount), (100, 10))
        self.assertEqual(record.amount_credited, 90)

    def test_taxes(self):
        tax = self.env["account.tax"].create({"name": "T-13", "amount": 13})
        order = self._create_order(self.dealer, [(self.goods, 3, 33.33)])
        order.order_line.tax_ids = tax
        order.action_confirm()
        self._ship(order.picking_ids)
        self.assertEqual(self._invoice(order).amount_total, 112.99)
        tax.amount = 20
        record = self._give_back(order, 3)
        self.assertEqual(record.credit_note_ids.amount_total, 112.99)
        self.assertEqual(record.credit_note_ids.amount_untaxed, 99.99)

    def test_taxes_in_parts(self):
        """The last part takes the cent that rounding left."""
        tax = self.env["account.tax"].create({"name": "T-13", "amount": 13})
        order = self._create_order(self.dealer, [(self.goods, 3, 33.33)])
        order.order_line.tax_ids = tax
        order.action_confirm()
        self._ship(order.picking_ids)
        self.assertEqual(self._invoice(order).amount_total, 112.99)
        amounts = [self._give_back(order, 1).amount_credited for _time in range(3)]
        self.assertEqual(amounts, [37.66, 37.66, 37.67])
        self._assert_wallet(100_000, 0)

    def test_discount_line(self):
        """What reduced the order reduces its parts, to the cent."""
        discount = self._create_goods(
            "T-Discount", type="service", invoice_policy="order"
        )
        order = self._deliver(
            (self.goods, 3, 100), (self._create_goods(), 1, 700), (discount, 1, -100)
        )
        self._assert_wallet(99_100, 0)
        amounts = []
        for quantities in ((1, 0), (1, 0), (1, 0), (0, 1)):
            record = self._give_back(order, *quantities)
            amounts.append(record.amount_credited)
        self.assertEqual(amounts, [90, 90, 90, 630])
        self._assert_wallet(100_000, 0)
        self.assertEqual(order.order_line.mapped("qty_to_invoice"), [0, 0, 0])

    def test_discount_line_in_thirds(self):
        discount = self._create_goods(
            "T-Discount", type="service", invoice_policy="order"
        )
        order = self._deliver((self.goods, 3, 100), (discount, 1, -100))
        amounts = [self._give_back(order, 1).amount_credited for _time in range(3)]
        self.assertEqual(amounts, [66.67, 66.66, 66.67])
        self._assert_wallet(100_000, 0)

    def test_down_payment(self):
        order = self._create_order(self.dealer, [(self.goods, 10, 100)])
        order.action_confirm()
        self.env["sale.advance.payment.inv"].with_context(
            active_model="sale.order", active_ids=order.ids
        ).create(
            {"advance_payment_method": "percentage", "amount": 30}
        ).create_invoices()
        down = order.invoice_ids
        down.invoice_line_ids.tax_ids = False
        down.invoice_date = date(2026, 2, 1)
        down.action_post()
        self._assert_wallet(99_700, 700)
        self._ship(order.picking_ids)
        final = order._create_invoices(final=True)
        final.invoice_date = date(2026, 2, 2)
        final.action_post()
        self._assert_wallet(99_000, 0)
        record = self._give_back(order, 4)
        self.assertEqual(record.amount_credited, 400)
        self._assert_wallet(99_400, 0)
        self.assertEqual(self._give_back(order, 6).amount_credited, 600)
        self._assert_wallet(100_000, 0)

    def test_foreign_currency(self):
        euro = self.setup_other_currency(
            "EUR", rates=[("2020-01-01", 2.0), ("2026-02-10", 3.0)]
        )
        pricelist = self.env["product.pricelist"].create(
            {"name": "T-EUR", "currency_id": euro.id, "company_id": self.company.id}
        )
        wallet = self.env["distributor.wallet"]._get_or_create(self.dealer, euro)
        self._top_up(1000, wallet)
        order = self._deliver((self.goods, 3, 99.99), pricelist_id=pricelist.id)
        self._assert_wallet(700.03, 0, wallet)
        record = self._give_back(order, 1)
        self.assertEqual(record.credit_note_ids.currency_id, euro)
        self.assertEqual(record.amount_credited, 99.99)
        self.assertEqual(record._get_returned_money(), [(wallet, 99.99)])
        self._give_back(order, 2)
        self._assert_wallet(1000, 0, wallet)
        self._assert_wallet(100_000, 0)

    def test_without_goods(self):
        self.reason.goods_back = False
        order = self._deliver((self.goods, 4, 100))
        record = self._ask(order, 1)
        record.with_user(self.manager).action_approve()
        self.assertFalse(record.move_ids)
        self.assertEqual(record.state, "approved")
        record.credit_note_ids.action_post()
        self.assertEqual((record.state, record.amount_credited), ("closed", 100))
        line = order.order_line
        self.assertEqual((line.qty_delivered, line.qty_to_invoice), (3, 0))
        self.assertEqual(order._get_returnable()[0].quantity, 3)
        self._assert_wallet(99_700, 0)

    def test_approver_needs_no_goods(self):
        order = self._deliver((self.goods, 4, 100), (self._create_goods(), 2, 10))
        record = self._ask(order, 1, 2)
        record.with_user(self.manager).line_ids[1].goods_back = False
        record.with_user(self.manager).action_approve()
        self.assertEqual(record.state, "expected")
        self.assertEqual(record.move_ids.product_id, self.goods)
        self._ship(record.move_ids.picking_id)
        self.assertEqual(record.credit_note_ids.amount_total, 120)

    def test_invoiced_as_ordered(self):
        self.goods.invoice_policy = "order"
        order = self._deliver((self.goods, 10, 100))
        record = self._give_back(order, 3)
        self.assertEqual(record.amount_credited, 300)
        line = order.order_line
        self.assertEqual((line.qty_invoiced, line.qty_to_invoice), (7, 0))
        self.assertEqual(order.channel_state, "paid")
        self._assert_wallet(99_300, 0)
        self._give_back(order, 7)
        self._assert_wallet(100_000, 0)
        self.assertEqual(line.qty_to_invoice, 0)

    def test_posted_at_once(self):
        self.company.distributor_return_credit = "post"
        record = self._give_back(self._deliver((self.goods, 4, 100)), 4, post=False)
        self.assertEqual((record.state, record.amount_credited), ("closed", 400))
        self._assert_wallet(100_000, 0)

    def test_note_undone(self):
        record = self._give_back(self._deliver((self.goods, 4, 100)), 4)
        note = record.credit_note_ids
        note.button_draft()
        self.assertEqual((record.state, record.amount_credited), ("received", 0))
        note.button_cancel()
        self.assertTrue(record.may_credit)
        record.with_user(self.finance).action_credit()
        self.assertEqual(len(record.credit_note_ids), 2)
        (record.credit_note_ids - note).action_post()
        self.assertEqual((record.state, record.amount_credited), ("closed", 400))
        self._assert_wallet(100_000, 0)

    def test_pays_by_invoice(self):
        """An open invoice is settled by the credit note at once."""
        self.dealer.sudo().prepaid = False
        order = self._deliver((self.goods, 4, 100))
        record = self._give_back(order, 1)
        self.assertEqual(record.state, "closed")
        self.assertFalse(record._get_returned_money())
        invoice = order.invoice_ids.filtered(lambda m: m.move_type == "out_invoice")
        self.assertEqual(invoice.amount_residual, 300)

    def test_paid_by_invoice(self):
        """Closed once the money is paid back."""
        self.dealer.sudo().prepaid = False
        order = self._deliver((self.goods, 4, 100))
        self._register_payment(order.invoice_ids)
        record = self._give_back(order, 1)
        self.assertEqual(record.state, "credited")
        self._register_payment(record.credit_note_ids)
        self.assertEqual(record.state, "closed")

    def test_several_invoices_posted_one_by_one(self):
        order = self._create_order(self.dealer, [(self.goods, 4, 100)])
        order.action_confirm()
        for day in (1, 2):
            self._ship(order.picking_ids, 2)
            self._invoice(order, date(2026, 2, day))
        record = self._give_back(order, 2, 2, post=False)
        first, second = record.credit_note_ids
        first.action_post()
        self.assertEqual(record.state, "received")
        second.action_post()
        self.assertEqual(record.state, "closed")

    def test_notes_and_sections_are_not_credited(self):
        order = self._create_order(self.dealer, [(self.goods, 4, 100)])
        order.order_line = [
            Command.create({"display_type": "line_section", "name": "T-Section"})
        ]
        order.action_confirm()
        self._ship(order.picking_ids)
        self._invoice(order)
        record = self._give_back(order, 4)
        self.assertEqual(len(record.credit_note_ids.invoice_line_ids), 1)
