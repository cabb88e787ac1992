# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields
from odoo.tests import tagged

from .common import CreditCommon


@tagged("post_install", "-at_install")
class TestExposure(CreditCommon):
    """What each step of a sale does to what a distributor owes."""

    def test_the_way_of_an_order(self):
        order = self._create_order(self.dealer, [(self.goods, 4, 100)])
        self._assert_parts()
        order.action_confirm()
        self._assert_parts(confirmed=400)
        self._ship(order, 1)
        self._assert_parts(delivered=100, confirmed=300)
        self._ship(order)
        self._assert_parts(delivered=400)
        invoice = order._create_invoices()
        self._assert_parts(delivered=400)  # a draft changes nothing
        invoice.invoice_date = self.today
        invoice.action_post()
        self.assertEqual(round(self._get_exposure().receivable, 2), 400)
        self.assertEqual(self._get_exposure().delivered, 0)
        self._pay(invoice, 150)
        self.assertEqual(round(self._get_exposure().used, 2), 250)
        self._pay(invoice)
        self._assert_parts()

    def test_due_and_late(self):
        self._owe(10, age=-5)
        self._owe(20, age=0)
        self._owe(30, age=10)
        self._owe(40, age=31)
        self._assert_parts(not_due=30, due=70, late=40)
        self.assertEqual(self._get_exposure().overdue, 40)
        self._set_credit(0, overdue_days=5)
        self._assert_parts(not_due=30, due=70, late=70)

    def test_money_that_is_not_matched_pays_the_oldest(self):
        self._owe(100, age=40)
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": self.dealer.partner_id.id,
                "amount": 60,
                "journal_id": self.bank.id,
            }
        )
        payment.action_post()
        exposure = self._get_exposure()
        self.assertEqual((exposure.overdue, exposure.used), (40, 40))

    def test_cancelled_order(self):
        order = self._confirm((self.goods, 4, 100))
        order._action_cancel()
        self._assert_parts()

    def test_declined_backorder(self):
        order = self._confirm((self.goods, 4, 100))
        self._ship(order, 3, backorder=False)
        self._assert_parts(delivered=300)

    def test_credit_note_reduces_what_is_owed(self):
        order = self._confirm((self.goods, 4, 100))
        self._ship(order)
        invoice = self._bill(order)
        credit = invoice._reverse_moves([{"invoice_date": self.today}])
        credit.invoice_line_ids.quantity = 1
        credit.action_post()
        (invoice | credit).line_ids.filtered(
            lambda line: line.account_type == "asset_receivable"
        ).reconcile()
        self._assert_parts(not_due=300)

    def test_reset_invoice_comes_back_as_delivered(self):
        order = self._confirm((self.goods, 4, 100))
        self._ship(order)
        invoice = self._bill(order)
        self._assert_parts(not_due=400)
        invoice.button_draft()
        self._assert_parts(delivered=400)

    def test_bounced_payment(self):
        invoice = self._owe(100, age=40)
        payment = self._pay(invoice)
        self._assert_parts()
        payment.action_draft()
        payment.action_cancel()
        self._assert_parts(due=100, late=100)

    def test_payment_on_its_way_counts_as_the_company_says(self):
        self.company.credit_transit_paid = False
        invoice = self._owe(100)
        payment = self._pay(invoice)
        if payment.state == "in_process" and not payment.is_matched:
            self._assert_parts(transit=100)
        self.company.credit_transit_paid = True
        self._assert_parts()

    def test_down_payment_is_counted_once(self):
        order = self._confirm((self.goods, 4, 100))
        wizard = self.env["sale.advance.payment.inv"].with_context(
            active_model="sale.order", active_ids=order.ids
        )
        wizard = wizard.create({"advance_payment_method": "fixed", "fixed_amount": 150})
        wizard.create_invoices()
        down = order.invoice_ids
        self._assert_parts(confirmed=400)
        down.invoice_date = self.today
        down.action_post()
        self.assertEqual(round(self._get_exposure().used, 2), 400)
        self._pay(down)
        self._assert_parts(confirmed=250)
        self._ship(order)
        self._assert_parts(delivered=250)
        final = self._bill(order)
        self.assertEqual(final.amount_total, 250)
        self._assert_parts(not_due=250)

    def test_hold_makes_an_order_prepaid_once(self):
        self.dealer.sudo().prepaid = True
        self._top_up(500)
        self._assert_parts(deposit=500)
        order = self._confirm((self.goods, 3, 100))
        self._assert_parts(deposit=200)
        self._ship(order, 1)
        self._assert_parts(deposit=200)
        self._bill(order)
        self._assert_parts(deposit=200)
        self._ship(order)
        self._bill(order)
        self._assert_parts(deposit=200)

    def test_deposit_and_credit_together(self):
        self.dealer.sudo().prepaid = True
        self._top_up(200)
        self._set_credit(300)
        order = self._confirm((self.goods, 4, 100))
        self._assert_parts(confirmed=200)
        self.assertEqual(order.deposit_held, 400)
        self._ship(order)
        self._assert_parts(delivered=200)
        self._bill(order)
        self._assert_parts(not_due=200)
        self._assert_agree()

    def test_foreign_order_counts_at_the_rate_of_its_day(self):
        foreign = self.env.ref("base.EUR")
        if foreign == self.company.currency_id:
            foreign = self.env.ref("base.USD")
        foreign.active = True
        self.env["res.currency.rate"].create(
            {
                "currency_id": foreign.id,
                "company_id": self.company.id,
                "name": "2020-01-01",
                "rate": 0.5,
            }
        )
        pricelist = self.env["product.pricelist"].create(
            {"name": "T-Foreign", "currency_id": foreign.id}
        )
        order = self._create_order(
            self.dealer, [(self.goods, 4, 100)], pricelist_id=pricelist.id
        )
        order.order_line.price_unit = 100
        order.action_confirm()
        self.assertEqual(order.currency_id, foreign)
        self._assert_parts(confirmed=800)

    def test_other_company_is_not_counted(self):
        other = self._create_company(name="T-Other")
        twin = self._create_distributor(
            "T-D",
            "dealer",
            partner_id=self.dealer.partner_id.id,
            company_id=other.id,
        )
        self._owe(100)
        self.assertEqual(self._get_exposure(twin).gross, 0)
        found = (self.dealer | twin)._get_exposures()
        self.assertEqual(found[self.dealer].gross, 100)

    def test_one_query_for_all(self):
        everyone = self.master | self.regional | self.country | self.dealer
        everyone.company_id.mapped("partner_id.tz")
        everyone._get_exposures()
        counts = []
        for distributors in (self.dealer, everyone):
            before = self.env.cr.sql_log_count
            distributors._get_exposures()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts, [1, 1])

    def test_card_and_filters(self):
        self._set_credit(50)
        self._owe(100, age=40)
        dealer = self.dealer.with_user(self.finance)
        dealer.invalidate_recordset()
        self.assertEqual(
            (dealer.credit_exposure, dealer.credit_limit_total, dealer.credit_exceeded),
            (100, 50, 50),
        )
        for name in ("is_over_credit", "is_credit_overdue", "has_credit"):
            with self.subTest(name=name):
                found = dealer.search([(name, "=", True), ("code", "=like", "T-%")])
                self.assertEqual(found, dealer)
                found = dealer.search([(name, "=", False), ("id", "=", dealer.id)])
                self.assertFalse(found)
        for name in ("items", "orders"):
            action = getattr(dealer, f"action_view_credit_{name}")()
            self.env[action["res_model"]].with_user(self.finance).search(
                action["domain"]
            )

    def test_old_limit_counts_as_nothing(self):
        self._set_credit(50, until=self.today)
        self.assertEqual(self._get_exposure().limit, 50)
        self.dealer.sudo().credit_until = fields.Date.subtract(self.today, days=1)
        self.assertEqual(self._get_exposure().limit, 0)
        self.assertEqual(self.wallet._get_credit_limit(), 0)
