# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TopupCommon

TX = "odoo.addons.payment.models.payment_transaction"


@tagged("post_install", "-at_install")
class TestOnline(TopupCommon):
    def _pay(self, topup, **values):
        tx = self._create_transaction(topup)
        self._call_back(tx, **values)
        tx._post_process()
        return tx

    def test_credited_once(self):
        topup = self._request(500)
        tx = self._pay(topup)
        self._assert_topup(topup, "paid", 500)
        self._assert_wallet(500, 0)
        self.assertEqual(topup.paid_by, "online")
        self.assertEqual(self.wallet.entry_ids.kind, "topup")
        self.assertEqual(self.wallet.entry_ids.origin, topup.name)
        self.assertEqual(tx.payment_id, topup.payment_ids)
        for _again in range(2):
            self._call_back(tx)
            tx._post_process()
        self._assert_wallet(500, 0)

    @mute_logger(TX)
    def test_callbacks_in_any_order(self):
        orders = [
            ("pending", "done", "pending", "done"),
            ("done", "pending", "canceled", "done"),
            ("error", "done", "done"),
            ("pending", "error", "done", "error"),
        ]
        for number, states in enumerate(orders, start=1):
            topup = self._request(100)
            tx = self._create_transaction(topup)
            for state in states:
                with self.subTest(states=states, state=state):
                    self._call_back(tx, state)
                    tx._post_process()
            self._assert_topup(topup, "paid", 100)
            self._assert_wallet(100 * number, 0)

    def test_pending_and_cancelled(self):
        topup = self._request(500)
        tx = self._create_transaction(topup)
        self._call_back(tx, "pending")
        tx._post_process()
        self._assert_topup(topup, "waiting")
        self.assertTrue(topup.is_processing)
        topup.expiry_date = "2026-01-01"
        topup._cron_expire()
        self.assertEqual(topup.state, "waiting")
        self._call_back(tx, "canceled")
        tx._post_process()
        topup.invalidate_recordset()
        self.assertFalse(topup.is_processing)
        self._assert_topup(topup, "waiting")
        self._pay(topup)
        self._assert_topup(topup, "paid", 500)

    def test_late_payment_of_what_expired(self):
        for state in ("expired", "cancelled"):
            topup = self._request(500)
            tx = self._create_transaction(topup)
            topup.state = state
            self._call_back(tx)
            tx._post_process()
            self._assert_topup(topup, "paid", 500)

    def _assert_refused(self, topup, tx, text):
        self.assertFalse(tx.payment_id)
        self.assertIn(text, tx.distributor_topup_problem)
        self.assertIn(text, topup.problem)
        self.assertTrue(topup.activity_ids)
        self._assert_agree()

    def test_only_what_was_asked_for(self):
        topup = self._request(500)
        tx = self._create_transaction(topup, amount=499.0)
        self._call_back(tx)
        tx._post_process()
        self._assert_refused(topup, tx, "were asked for")
        self._assert_topup(topup, "waiting")
        euro = self.env.ref("base.EUR")
        euro.active = True
        tx = self._create_transaction(topup, currency_id=euro.id)
        self._call_back(tx)
        tx._post_process()
        self._assert_refused(topup, tx, "were asked for")

    def test_the_provider_says_another_amount(self):
        topup = self._request(500)
        for values in ({"amount": 499.99}, {"currency": "EUR"}):
            tx = self._pay(topup, **values)
            self.assertEqual(tx.state, "error")
            self._assert_topup(topup, "waiting")

    def test_only_enabled_providers(self):
        topup = self._request(500)
        tx = self._create_transaction(topup)
        self.provider.state = "disabled"
        self._call_back(tx)
        tx._post_process()
        self._assert_refused(topup, tx, "not enabled")
        self.provider.state = "test"
        made_in_test = self._create_transaction(topup)
        self.provider.state = "enabled"
        self._call_back(made_in_test)
        made_in_test._post_process()
        self._assert_refused(topup, made_in_test, "not enabled")
        self._assert_topup(topup, "waiting")

    def test_test_payments_when_the_company_accepts_them(self):
        topup = self._request(500)
        self.provider.state = "test"
        self.company.distributor_topup_test = True
        self._pay(topup)
        self._assert_topup(topup, "paid", 500)

    def test_reference_of_the_provider_counts_once(self):
        first, second, third = (self._request(500) for _index in range(3))
        self._pay(first, reference="P-1")
        tx = self._pay(second, reference="P-1")
        self._assert_refused(second, tx, "credited with")
        self._assert_topup(second, "waiting")
        tx = self._create_transaction(third)
        tx._set_done()
        tx._post_process()
        self._assert_refused(third, tx, "no reference")

    def test_paid_twice(self):
        topup = self._request(500)
        first, second = (self._create_transaction(topup) for _index in range(2))
        for tx in (second, first):
            self._call_back(tx)
            tx._post_process()
        self._assert_topup(topup, "paid", 500)
        self._assert_refused(topup, first, "paid before")
        topup.with_user(self.finance).action_settle()
        self._assert_topup(topup, "paid", 1000)
        self._assert_wallet(1000, 0)
        self.assertFalse(topup.problem)
        self.assertFalse(topup.activity_ids)
        topup.with_user(self.finance).action_settle()
        self._assert_wallet(1000, 0)

    def test_paid_online_and_by_transfer(self):
        topup = self._request(500)
        tx = self._create_transaction(topup)
        self._receive(500, topup.name)
        self._call_back(tx)
        tx._post_process()
        self._assert_topup(topup, "paid", 500)
        self._assert_refused(topup, tx, "paid before")

    def test_a_wallet_pays_no_top_up(self):
        offered = self.env["payment.provider"]._get_top_up_providers
        topup = self._request(500)
        self.assertIn(self.provider, offered(topup, self.env.user.partner_id))
        wallet_provider = self._create_provider(
            self.company, self.company._get_wallet_journal()
        )
        self.assertNotIn(wallet_provider, offered(topup, self.env.user.partner_id))
        tx = self._create_transaction(topup, wallet_provider)
        self._call_back(tx)
        tx._post_process()
        self._assert_refused(topup, tx, "not enabled")

    def test_what_is_offered(self):
        offered = self.env["payment.provider"]._get_top_up_providers
        topup = self._request(500)
        partner = self.dealer.partner_id
        self.provider.state = "test"
        self.assertNotIn(self.provider, offered(topup, partner))
        self.company.distributor_topup_test = True
        self.assertIn(self.provider, offered(topup, partner))
        self.provider.maximum_amount = 100
        self.assertNotIn(self.provider, offered(topup, partner))

    def test_what_stock_dropped_is_found(self):
        topup = self._request(500)
        tx = self._create_transaction(topup)
        self._call_back(tx)
        tx.last_state_change = fields.Datetime.now() - timedelta(days=30)
        cron = self.env.ref("distributor_wallet_topup.distributor_topup_cron_online")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
            cron.method_direct_trigger()
        self.env.invalidate_all()
        self._assert_topup(topup, "paid", 500)
        self.assertTrue(tx.is_post_processed)

    def test_other_payments_are_stock(self):
        tx = self._create_transaction(self._request(), distributor_topup_id=False)
        self._call_back(tx)
        tx._post_process()
        self.assertTrue(tx.payment_id)
        self.assertFalse(tx.payment_id.distributor_wallet_id)
        self._assert_wallet(0, 0)
