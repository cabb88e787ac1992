# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date, timedelta

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from .common import TopupCommon


@tagged("post_install", "-at_install")
class TestTopup(TopupCommon):
    def test_request(self):
        topup = self._request(500.004)
        self.assertEqual((topup.amount, topup.state), (500, "waiting"))
        self.assertEqual(topup.purpose_id.code, "deposit")
        self.assertRegex(topup.name, r"^TU-[2-9A-Z]{4}-[2-9A-Z]{3}$")
        self.assertEqual(
            topup.expiry_date, fields.Date.context_today(topup) + timedelta(days=14)
        )
        self.assertEqual(topup.wallet_id, self.wallet)

    def test_nonsense_is_refused(self):
        reward = self.company._get_wallet_purpose("reward")
        for amount in (0, -1, 0.001):
            with self.assertRaises(UserError):
                self._request(amount)
        with self.assertRaises(ValidationError):
            self._request(purpose=reward)
        topup = self._request()
        for values in ({"amount": 1}, {"distributor_id": self.country.id}):
            with self.assertRaises(UserError):
                topup.write(values)
        with self.assertRaises(UserError):
            topup.unlink()

    def test_not_too_many_wait(self):
        for amount in range(1, 21):
            self._request(amount)
        with self.assertRaisesRegex(UserError, "20 top-ups"):
            self._request()

    def test_back_office_form(self):
        with Form(self.env["distributor.topup"].with_user(self.finance)) as form:
            form.distributor_id = self.dealer
            form.amount = 70
        topup = form.record
        self.assertEqual(topup.purpose_id.code, "deposit")
        self.assertEqual(topup.currency_id, self.company.currency_id)

    def test_cancel_and_expire(self):
        first, second = self._request(), self._request()
        first.with_user(self.finance).action_cancel()
        self._assert_topup(first, "cancelled")
        with self.assertRaisesRegex(UserError, "is cancelled"):
            first.action_cancel()
        second.expiry_date = fields.Date.context_today(second) - timedelta(days=1)
        second._cron_expire()
        self._assert_topup(second, "expired")

    def test_bank_instructions(self):
        topup = self._request()
        self.bank.bank_account_id = False
        self.assertFalse(topup._get_bank_accounts())
        self.bank.set_bank_account("T-6222")
        self.assertEqual(topup._get_bank_accounts().acc_number, "T-6222")
        euro = self._request(currency=self.env.ref("base.EUR"))
        self.assertFalse(euro._get_bank_accounts())

    def test_what_the_next_orders_lack(self):
        self._top_up(100)
        order = self._create_order(self.dealer, [(self.product, 3, 100)])
        self.assertEqual(self.dealer._get_top_up_needed(self.wallet), 0)
        order.state = "sent"
        self.assertEqual(self.dealer._get_top_up_needed(self.wallet), 200)

    def test_receipt_in_the_language_of_the_distributor(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.dealer.partner_id.lang = "fr_FR"
        topup = self._request()
        self._receive(500, topup.name)
        report = self.env["ir.actions.report"]
        body = report._render_qweb_html(
            "distributor_wallet_topup.report_topup", topup.ids
        )[0].decode()
        self.assertIn(topup.name, body)
        self.assertIn(topup.match_ids.statement_line_id.move_id.name, body)
        self.assertIn("500,00", body)  # as French writes it
        self.assertEqual(topup.balance_after, 500)
        self.assertEqual(topup.date_paid, date(2026, 3, 2))
