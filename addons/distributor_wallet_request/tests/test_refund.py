# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import RequestCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-01")
class TestRefund(RequestCommon):
    def test_from_request_to_payment(self):
        self.company.distributor_refund_days = 20
        refund = self._refund(400)
        self._assert_wallet(1000, 400)
        self.assertEqual(refund.state, "submitted")
        self.assertEqual(refund.requester_id, self.finance)
        self.assertEqual(refund.due_date, date(2026, 3, 21))
        self.assertEqual((refund.days_left, refund.is_overdue), (20, False))
        self._approve(refund, self.first)
        self.assertEqual(refund.state, "half")
        self._approve(refund, self.second)
        self.assertEqual(refund.state, "approved")
        self._assert_wallet(1000, 400)
        payment = self._pay(refund)
        self._assert_wallet(600, 0)
        self.assertEqual(refund.state, "done")
        self.assertEqual(refund.paid_date, date(2026, 3, 1))
        self.assertEqual(payment.payment_type, "outbound")
        self.assertEqual(payment.partner_bank_id, self.bank_account)
        self.assertEqual(payment.move_id.state, "posted")
        entry = self.wallet.entry_ids[:1]
        self.assertEqual((entry.kind, entry.amount), ("payout", -400))
        self.assertEqual(entry.origin, refund.name)
        self.assertEqual(refund.hold_id.state, "captured")

    def test_form_proposes_what_may_be_refunded(self):
        self._confirm((self.product, 3, 100))
        self._create_request("freeze", amount=50).action_freeze()
        self._refund(150)
        action = self.wallet.with_user(self.finance).action_refund()
        model = self.env["distributor.wallet.refund"].with_user(self.finance)
        with Form(model.with_context(**action["context"])) as form:
            self.assertEqual(form.amount, 500)
            self.assertEqual(form.bank_account_id, self.bank_account)
            form.reason = "T-Reason"
        rows = self.wallet._get_refund_calculation()
        self.assertEqual(
            [(row["key"], row["amount"]) for row in rows],
            [("balance", 1000), ("order", -300), ("refund", -150), ("freeze", -50)],
        )
        for amount in ("1,000.00", "-300.00", "-50.00", "-150.00", "500.00"):
            text = form.record.calculation.replace("\ufeff", "").replace("\u2011", "-")
            self.assertIn(amount, text)
        form.record.action_submit()
        self._assert_wallet(1000, 1000)

    def test_one_cent_too_much_is_refused_with_the_calculation(self):
        self._confirm((self.product, 3, 100))
        with self.assertRaisesRegex(UserError, r"(?s)700\.01.*700\.00.*300\.00"):
            self._refund(700.01)
        self._refund(700)
        self._assert_wallet(1000, 1000)

    def test_nothing_and_less_are_refused(self):
        with self.assertRaisesRegex(UserError, "more than zero"):
            self._refund(0)
        self._assert_wallet(1000, 0)

    def test_orders_cannot_use_what_is_asked_back(self):
        self._refund(900)
        with self.assertRaisesRegex(UserError, "is missing"):
            self._confirm((self.product, 2, 100))

    def test_rewards_are_not_paid_out(self):
        reward = self.wallet._get_or_create(
            self.dealer,
            self.company.currency_id,
            self.company._get_wallet_purpose("reward"),
        )
        with self.assertRaisesRegex(UserError, "not paid out"):
            self._refund(1, reward)

    def test_frozen_wallet_pays_nothing_back(self):
        refund = self._approve(self._refund(100))
        self._create_request("freeze", scope="wallet").action_freeze()
        with self.assertRaisesRegex(UserError, "frozen"):
            self._refund(1)
        with self.assertRaisesRegex(UserError, "frozen"), self.env.cr.savepoint():
            self._pay(refund)
        refund.invalidate_recordset()
        self.assertEqual(refund.state, "approved")
        self._assert_wallet(1000, 100)

    def test_refused_with_a_reason(self):
        refund = self._approve(self._refund(400), self.first)
        with self.assertRaisesRegex(UserError, "Say why"):
            self._refuse(refund, self.second, " ")
        self._refuse(refund, self.second, "T-Wrong account")
        self.assertEqual(refund.state, "refused")
        self.assertEqual(refund.refusal_reason, "T-Wrong account")
        self._assert_wallet(1000, 0)
        with self.assertRaisesRegex(UserError, "not possible"):
            self._approve(refund, self.second)

    def test_cancelled_before_payment(self):
        refund = self._approve(self._refund(400))
        refund.with_user(self.finance).action_cancel()
        self.assertEqual(refund.state, "cancelled")
        self._assert_wallet(1000, 0)
        self.assertFalse(refund.activity_ids)
        with self.assertRaisesRegex(UserError, "not possible"):
            self._pay(refund)
        with self.assertRaisesRegex(UserError, "not possible"):
            refund.action_cancel()

    def test_content_is_final_once_asked_for(self):
        refund = self._refund(400)
        other = self._create_bank_account("T-6222-0009")
        for vals in ({"amount": 1}, {"bank_account_id": other.id}, {"reason": "x"}):
            with self.subTest(vals), self.assertRaisesRegex(UserError, "not possible"):
                refund.write(vals)
        with self.assertRaisesRegex(UserError, "cancel it"):
            refund.unlink()
        self._create_request("refund", amount=1).unlink()

    def test_paid_where_the_money_came_from(self):
        source = self._create_bank_account("T-6222-0002", verified=False)
        older = self._create_bank_account("T-6222-0003", verified=False)
        for bank, day in ((older, date(2026, 1, 1)), (source, date(2026, 2, 1))):
            vals = self.wallet._prepare_top_up_vals(10, self.bank, day)
            payment = self.env["account.payment"].create(
                {**vals, "partner_bank_id": bank.id}
            )
            payment._post_wallet_top_up()
        self.assertEqual(self.wallet._get_refund_accounts(), source | older)
        refund = self._create_request("refund", amount=100)
        self.assertEqual(refund.bank_account_id, source)
        with self.assertRaisesRegex(UserError, "T-6222-0002, T-6222-0003"):
            self._refund(100, bank_account_id=self.bank_account.id)
        self._refund(100, bank_account_id=older.id)

    def test_accounts_of_others_and_unverified_ones_are_refused(self):
        stranger = self._create_bank_account("T-6222-0004", self.master.partner_id)
        doubtful = self._create_bank_account("T-6222-0005", verified=False)
        for bank in (stranger, doubtful):
            with self.subTest(bank), self.assertRaisesRegex(UserError, "T-6222-0001"):
                self._refund(1, bank_account_id=bank.id)
        self.bank_account.allow_out_payment = False
        with self.assertRaisesRegex(UserError, "No bank account of"):
            self._refund(1)

    def test_overdue(self):
        refund = self._refund(100)
        with freeze_time("2026-04-10"):
            refund.invalidate_recordset()
            self.assertTrue(refund.is_overdue)
            self.assertIn("10 days", refund._get_countdown())
            model = self.env["distributor.wallet.refund"]
            self.assertIn(refund, model.search([("is_overdue", "=", True)]))
            for _run in range(2):
                model._cron_overdue()
            overdue = refund.activity_ids.filtered(lambda a: "paid" in a.summary)
            self.assertEqual(len(overdue), 1)

    def test_nobody_floods_finance(self):
        for _number in range(10):
            self._refund(1)
        with self.assertRaisesRegex(UserError, "10 refunds"):
            self._refund(1)
