# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TopupCommon


@tagged("post_install", "-at_install")
class TestBank(TopupCommon):
    def _match(self, line):
        return line.distributor_match_ids

    def test_reference_and_amount_are_booked_at_once(self):
        topup = self._request(500)
        written = topup.name.replace("-", " ").lower()
        line = self._receive(500, f"Zahlung {written} danke")
        self._assert_topup(topup, "paid", 500)
        self._assert_wallet(500, 0)
        self.assertTrue(line.is_reconciled)
        entry = self.wallet.entry_ids
        self.assertEqual((entry.kind, entry.origin), ("topup", topup.name))
        self.assertEqual(entry.move_id, line.move_id)
        self.assertFalse(topup.payment_ids)
        self.assertEqual(topup.paid_by, "transfer")
        self.assertEqual(self._match(line).state, "booked")
        self.assertTrue(self._match(line).automatic)
        self.assertEqual(line.partner_id, self.dealer.partner_id)

    def test_reference_in_other_fields(self):
        for field in ("ref", "narration"):
            topup = self._request(500)
            self._receive(500, "Transfer", **{field: f"x{topup.name}x"})
            self._assert_topup(topup, "paid", 500)

    def test_booked_once(self):
        topup = self._request(500)
        line = self._receive(500, topup.name)
        line._match_top_ups()
        line._cron_match_top_ups()
        self._match(line).with_user(self.finance).action_match_again()
        self._assert_wallet(500, 0)
        again = self._receive(500, topup.name)
        self._assert_wallet(500, 0)
        self.assertEqual(self._match(again).state, "open")
        self.assertEqual(self._match(again).distributor_id, self.dealer)
        self.assertIn("paid already", self._match(again).reason)
        self._match(again).topup_id = topup
        with self.assertRaisesRegex(UserError, "paid already"):
            self._match(again)._book()
        self._match(again).topup_id = False
        self._match(again)._book()
        self._assert_wallet(1000, 0)
        self._assert_topup(topup, "paid", 500)

    def test_other_amount_waits(self):
        topup = self._request(500)
        line = self._receive(499.99, topup.name)
        match = self._match(line)
        self._assert_topup(topup, "waiting")
        self.assertEqual((match.distributor_id, match.topup_id), (self.dealer, topup))
        self.assertIn("500", match.reason)
        self.assertFalse(line.is_reconciled)
        match.with_user(self.finance).action_accept()
        self._assert_topup(topup, "paid", 499.99)
        self._assert_wallet(499.99, 0)

    def test_other_currency_waits(self):
        euro = self.env.ref("base.EUR")
        euro.active = True
        topup = self._request(500, currency=euro)
        line = self._receive(500, topup.name)
        self._assert_topup(topup, "waiting")
        match = self._match(line)
        self.assertFalse(match.topup_id)
        match.with_user(self.finance).action_accept()
        self._assert_topup(topup, "waiting")
        self._assert_wallet(500, 0)

    def test_foreign_currency_of_the_line_counts(self):
        euro = self.env.ref("base.EUR")
        euro.active = True
        topup = self._request(400, currency=euro)
        self._receive(500, topup.name, foreign_currency_id=euro.id, amount_currency=400)
        self._assert_topup(topup, "paid", 400)
        self.assertEqual(topup.wallet_id.currency_id, euro)
        self.assertEqual(topup.wallet_id.balance, 400)
        self.assertEqual(self.wallet.balance, 0)

    def test_bond(self):
        bond = self.company._get_wallet_purpose("bond")
        topup = self._request(300, purpose=bond)
        self._receive(300, topup.name)
        self.assertEqual(topup.wallet_id.purpose_id, bond)
        self._assert_topup(topup, "paid", 300)
        self.assertEqual(self.wallet.balance, 0)

    def test_expired_is_credited_and_cancelled_is_asked(self):
        expired, cancelled = self._request(500), self._request(600)
        expired.state = "expired"
        cancelled._cancel()
        self._receive(500, expired.name)
        line = self._receive(600, cancelled.name)
        self._assert_topup(expired, "paid", 500)
        self._assert_topup(cancelled, "cancelled")
        self.assertIn("cancelled", self._match(line).reason)
        self._match(line)._book()
        self._assert_topup(cancelled, "paid", 600)

    def test_two_references_are_asked(self):
        first, second = self._request(500), self._request(500)
        line = self._receive(500, f"{first.name} {second.name}")
        self._assert_topup(first, "waiting")
        match = self._match(line)
        self.assertEqual(match.distributor_id, self.dealer)
        self.assertFalse(match.topup_id)

    def test_payer_is_suggested(self):
        self.env["res.partner.bank"].create(
            {"acc_number": "6222 0001", "partner_id": self.dealer.partner_id.id}
        )
        cases = [
            ({"account_number": "62220001"}, "bank account"),
            ({"partner_name": self.dealer.name.upper()}, "name"),
            ({"text": f"Order {self.dealer.code}, thanks"}, "Code"),
        ]
        for values, reason in cases:
            with self.subTest(reason):
                match = self._match(self._receive(77, **values))
                self.assertEqual(match.distributor_id, self.dealer)
                self.assertIn(reason, match.reason)
                self.assertTrue(0 < match.score < 100)
                self.assertEqual(match.state, "open")
        self._assert_wallet(0, 0)

    def test_waiting_top_up_of_the_amount_is_proposed(self):
        topup = self._request(77)
        match = self._match(self._receive(77, partner_name=self.dealer.name))
        self.assertEqual(match.topup_id, topup)
        self._assert_topup(topup, "waiting")
        match._book()
        self._assert_topup(topup, "paid", 77)

    def test_unknown_payer_is_listed_and_chosen(self):
        line = self._receive(88, "TU-2222-222 from nobody", partner_name="T-Nobody")
        match = self._match(line).with_user(self.finance)
        self.assertFalse(match.distributor_id)
        with self.assertRaisesRegex(UserError, "choose the distributor"):
            match.action_accept()
        match.distributor_id = self.dealer
        match.action_accept()
        self._assert_wallet(88, 0)
        self.assertTrue(match.topup_id.from_bank)
        self._assert_topup(match.topup_id, "paid", 88)
        with self.assertRaisesRegex(UserError, "Undo"):
            match.distributor_id = self.country

    def test_undo(self):
        topup = self._request(500)
        line = self._receive(500, topup.name)
        match = self._match(line).with_user(self.finance)
        match.action_undo()
        self._assert_topup(topup, "waiting")
        self._assert_wallet(0, 0)
        self.assertEqual(match.state, "open")
        self.assertFalse(line.is_reconciled)
        match.action_accept()
        self._assert_topup(topup, "paid", 500)
        self._assert_wallet(500, 0)

    def test_undo_of_what_was_spent_is_refused(self):
        topup = self._request(500)
        match = self._match(self._receive(500, topup.name))
        self._confirm((self.product, 4, 100))
        with self.assertRaisesRegex(UserError, "deposit"), self.env.cr.savepoint():
            match.with_user(self.finance).action_undo()
        self.env.invalidate_all()
        self._assert_topup(topup, "paid", 500)
        self._assert_wallet(500, 400)

    def test_stock_undoes_as_well(self):
        topup = self._request(500)
        line = self._receive(500, topup.name)
        line.action_undo_reconciliation()
        self._assert_topup(topup, "waiting")
        self.assertEqual(self._match(line).state, "open")
        line._match_top_ups()
        self._assert_topup(topup, "paid", 500)
        line.move_id.button_draft()
        self._assert_topup(topup, "waiting")
        self._assert_wallet(0, 0)
        line.unlink()
        self._assert_topup(topup, "waiting")

    def test_undo_of_what_nobody_asked_for(self):
        match = self._match(self._receive(88, partner_name=self.dealer.name))
        match._book()
        topup = match.topup_id
        match.with_user(self.finance).action_undo()
        self._assert_topup(topup, "cancelled")
        self.assertFalse(match.topup_id)
        match.distributor_id = self.country
        match._book()
        self._assert_wallet(0, 0)

    def test_ignore(self):
        line = self._receive(88, "T-Refund of a supplier")
        match = self._match(line).with_user(self.finance)
        match.action_ignore()
        line._cron_match_top_ups()
        self.assertEqual((match.state, match.decided_uid), ("ignored", self.finance))
        match.action_undo()
        self.assertEqual(match.state, "open")

    def test_reference_issued_after_the_import(self):
        topup = self._request(500)
        name = topup.name
        self.env.cr.execute(
            "UPDATE distributor_topup SET name = 'T-X' WHERE id = %s", [topup.id]
        )
        self.env.invalidate_all()
        line = self._receive(500, name, day=fields.Date.today())
        self.assertEqual(self._match(line).state, "open")
        self.env.cr.execute(
            "UPDATE distributor_topup SET name = %s WHERE id = %s", [name, topup.id]
        )
        self.env.invalidate_all()
        self._match(line).with_user(self.finance).action_match_again()
        self._assert_topup(topup, "paid", 500)

    def test_registered_by_hand_before(self):
        self._top_up(500, day="2026-02-27")
        topup = self._request(500)
        match = self._match(self._receive(500, topup.name))
        self.assertIn("registered by hand", match.reason)
        self._assert_topup(topup, "waiting")
        self._assert_wallet(500, 0)

    def test_what_is_no_income_makes_nothing(self):
        self.assertFalse(self._match(self._receive(-500, "T")))
        cash = self.company_data["default_journal_cash"]
        self.assertFalse(self._match(self._receive(500, "T", journal_id=cash.id)))
        self.assertFalse(
            self._match(
                self._receive(
                    500,
                    "T",
                    counterpart_account_id=self.company_data[
                        "default_account_receivable"
                    ].id,
                )
            )
        )

    def test_what_cannot_be_booked_waits_with_the_reason(self):
        topup = self._request(500)
        lines = type(self.env["account.bank.statement.line"])
        with patch.object(lines, "_book_on_wallet", side_effect=UserError("T-Why")):
            match = self._match(self._receive(500, topup.name))
        self._assert_topup(topup, "waiting")
        self.assertEqual((match.state, match.automatic), ("open", False))
        self.assertEqual((match.reason, match.score), ("T-Why", 99))
        match._book()
        self._assert_topup(topup, "paid", 500)

    def test_many_lines_take_few_queries(self):
        topups = [self._request(500 + number) for number in range(20)]
        values = [
            {
                "journal_id": self.bank.id,
                "date": "2026-03-02",
                "payment_ref": f"T-{number}",
                "amount": 10 + number,
                "partner_name": f"T-{number}",
            }
            for number in range(20)
        ]
        lines = self.env["account.bank.statement.line"].sudo().create(values)
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(60):
            lines._match_top_ups()
            self.env.flush_all()
        self.assertEqual({t.state for t in topups}, {"waiting"})
