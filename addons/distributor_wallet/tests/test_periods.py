# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import WalletCommon


@tagged("post_install", "-at_install")
class TestPeriods(WalletCommon):
    """Locked periods, other currencies, and their rounding."""

    def _get_currency(self, code, rates):
        currency = (
            self.env["res.currency"]
            .with_context(active_test=False)
            .search([("name", "=", code)])
        )
        currency.active = True
        currency.rate_ids.unlink()
        self.env["res.currency.rate"].create(
            [
                {
                    "name": day,
                    "rate": rate,
                    "currency_id": currency.id,
                    "company_id": self.company.id,
                }
                for day, rate in rates
            ]
        )
        return currency

    def _get_wallet(self, currency):
        return self.env["distributor.wallet"]._get_or_create(self.dealer, currency)

    def _order_in(self, currency, *lines):
        order = self._create_order(self.dealer, list(lines))
        order.currency_id = currency
        return order

    def test_invoice_of_a_locked_period_is_not_reset(self):
        self._top_up(500)
        invoice = self._invoice(self._confirm((self.product, 3, 100)))
        self.company.sudo().fiscalyear_lock_date = date(2026, 2, 28)
        with self.assertRaisesRegex(UserError, "(?i)lock"), self.env.cr.savepoint():
            invoice.button_draft()
        self.env.invalidate_all()
        self.assertEqual((invoice.state, invoice.payment_state), ("posted", "paid"))
        self._assert_wallet(200, 0)
        credit = invoice._reverse_moves([{"invoice_date": date(2026, 3, 1)}])
        credit.action_post()
        self.assertEqual(credit.payment_state, "paid")
        self._assert_wallet(500, 0)

    def test_amounts_of_each_precision(self):
        for code, digits in (("JPY", 0), ("USD", 2), ("KWD", 3)):
            with self.subTest(code):
                currency = self._get_currency(code, [("2026-01-01", 1)])
                self.assertEqual(currency.decimal_places, digits)
                self._pay_in_thirds(currency, digits)

    def _pay_in_thirds(self, currency, digits):
        unit = Decimal(1).scaleb(-digits)
        price = Decimal("33.3335")
        wallet = self._get_wallet(currency)
        self._top_up(1000, wallet)
        order = self._order_in(currency, (self.product, 3, float(price)))
        order.order_line.price_unit = float(price)
        order.action_confirm()
        total = Decimal(str(order.amount_total))
        self.assertEqual(total % unit, 0)
        self._assert_wallet(1000, float(total), wallet)
        paid = Decimal(0)
        for _number in range(3):
            invoice = order._create_invoices()
            invoice.invoice_line_ids.quantity = 1
            invoice.invoice_date = date(2026, 2, 1)
            invoice.action_post()
            self.assertEqual(invoice.payment_state, "paid")
            each = Decimal(str(order.order_line.price_unit)).quantize(
                unit, ROUND_HALF_UP
            )
            self.assertEqual(Decimal(str(invoice.amount_total)).quantize(unit), each)
            paid += each
            self._assert_agree()
        left = Decimal(1000) - paid
        self.assertEqual(Decimal(str(wallet.balance)).quantize(unit), left)
        self.assertEqual(wallet.held, 0)

    def _assert_exchange_difference(self, invoice):
        """Nothing is open on the receivable account, in either currency."""
        lines = self.env["account.move.line"].search(
            [
                ("partner_id", "=", self.dealer.partner_id.id),
                ("account_type", "=", "asset_receivable"),
                ("parent_state", "=", "posted"),
            ]
        )
        self.assertEqual(set(lines.mapped("reconciled")), {True})
        self.assertAlmostEqual(sum(lines.mapped("balance")), 0)
        self.assertEqual(invoice.amount_residual, 0)

    def test_wallet_of_the_company_pays_a_foreign_invoice(self):
        """A deposit in the currency of the company, an invoice in another."""
        foreign = self._get_currency(
            "KWD", [("2026-01-01", 0.5), (fields.Date.today(), 0.4)]
        )
        self._top_up(1000)
        order = self._order_in(foreign, (self.product, 1, 100))
        order.action_confirm()
        self._assert_wallet(1000, 250)  # at the rate of the day of the order
        invoice = self._invoice(order)  # of February, at the rate of then
        self.assertEqual(invoice.payment_state, "paid")
        self._assert_wallet(800, 0)
        self._assert_exchange_difference(invoice)
        credit = invoice._reverse_moves([{"invoice_date": date(2026, 2, 3)}])
        credit.action_post()
        self.assertEqual(credit.payment_state, "paid")
        self._assert_wallet(1000, 0)

    def test_foreign_wallet_pays_an_invoice_of_the_company(self):
        """A deposit in another currency, an invoice in that of the company."""
        foreign = self._get_currency(
            "KWD", [("2026-01-01", 0.5), (fields.Date.today(), 0.4)]
        )
        wallet = self._get_wallet(foreign)
        self._top_up(500, wallet)
        order = self._confirm((self.product, 1, 100))
        self._assert_wallet(500, 40, wallet)
        invoice = self._invoice(order)
        self.assertEqual(invoice.payment_state, "paid")
        self._assert_wallet(450, 0, wallet)
        self._assert_exchange_difference(invoice)
        credit = invoice._reverse_moves([{"invoice_date": date(2026, 2, 3)}])
        credit.action_post()
        self.assertEqual(credit.payment_state, "paid")
        self._assert_wallet(500, 0, wallet)

    def test_currencies_are_not_added_up(self):
        """100 of one currency do not pay 100 of another."""
        foreign = self._get_currency("KWD", [("2026-01-01", 2)])
        self._top_up(100, self._get_wallet(foreign))
        order = self._create_order(self.dealer, [(self.product, 1, 100)])
        with self.assertRaisesRegex(UserError, "is missing"), self.env.cr.savepoint():
            order.action_confirm()
        self.env.invalidate_all()
        order.order_line.price_unit = 50
        order.action_confirm()
        self._assert_wallet(100, 100, self._get_wallet(foreign))
