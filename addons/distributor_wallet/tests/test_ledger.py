# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

import psycopg2

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import WalletCommon


@tagged("post_install", "-at_install")
class TestLedger(WalletCommon):
    def _get_ledger(self, partner=None):
        """Sum the deposit account the way an accountant would: credit − debit."""
        lines = self.env["account.move.line"].search(
            [
                ("account_id", "=", self.wallet.account_id.id),
                ("parent_state", "=", "posted"),
                ("partner_id", "=", (partner or self.dealer.partner_id).id),
            ]
        )
        return sum(line.credit - line.debit for line in lines)

    def _post_entry(self, amount, partner):
        move = self.env["account.move"].create(
            {
                "journal_id": self.company_data["default_journal_misc"].id,
                "date": date(2026, 1, 20),
                "line_ids": [
                    (
                        0,
                        0,
                        {
                            "name": "Correction",
                            "account_id": self.wallet.account_id.id,
                            "partner_id": partner.id,
                            "credit": amount,
                        },
                    ),
                    (
                        0,
                        0,
                        {
                            "account_id": self.company_data[
                                "default_account_expense"
                            ].id,
                            "debit": amount,
                        },
                    ),
                ],
            }
        )
        move.action_post()
        return move

    def test_top_up_is_a_posted_customer_payment(self):
        payment = self._top_up(1234.56)
        self.assertEqual(payment.move_id.state, "posted")
        self.assertEqual(
            payment.move_id.line_ids.account_id,
            payment.outstanding_account_id | self.wallet.account_id,
        )
        self.assertEqual(self.wallet.account_id.account_type, "liability_current")
        self.assertEqual(self._get_ledger(), 1234.56)
        self.assertEqual(self.wallet.entry_ids.kind, "topup")
        self._assert_wallet(1234.56, 0)

    def test_top_up_without_outstanding_account_goes_to_the_bank(self):
        self.bank.inbound_payment_method_line_ids.payment_account_id = False
        payment = self._top_up(10)
        self.assertEqual(payment.state, "paid")
        self.assertEqual(
            payment.move_id.line_ids.account_id,
            self.bank.default_account_id | self.wallet.account_id,
        )
        self._assert_wallet(10, 0)

    def test_deposit_is_named_in_every_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        company = self.setup_other_company()["company"]
        journal = company._get_wallet_journal().with_context(lang="zh_CN")
        self.assertEqual(journal.name, "经销商预存款")
        self.assertEqual(journal.default_account_id.name, "经销商预存款")
        self.assertEqual(
            journal.with_context(lang="en_US").name, "Distributor Deposits"
        )

    def test_amount_of_a_top_up_is_positive(self):
        for amount in (0, -1, 0.004):
            with self.assertRaisesRegex(UserError, "more than zero"):
                self._top_up(amount)

    def test_wallet_cannot_pay_for_a_top_up(self):
        with self.assertRaisesRegex(UserError, "cannot pay for a top-up"):
            self.wallet._top_up(10, self.wallet.journal_id, date(2026, 1, 1))

    def test_manual_entry_is_mirrored(self):
        move = self._post_entry(50, self.dealer.partner_id)
        self._assert_wallet(50, 0)
        self.assertEqual(self.wallet.entry_ids.kind, "adjust")
        move.button_draft()
        self._assert_wallet(0, 0)
        move.action_post()
        self._assert_wallet(50, 0)
        self.assertEqual(self.wallet.entry_ids.mapped("amount"), [50, -50, 50])

    def test_entry_without_distributor_is_refused(self):
        with self.assertRaisesRegex(UserError, "needs a distributor"):
            self._post_entry(50, self.partner_a)

    def test_posted_item_that_changes_account_or_partner(self):
        move = self._post_entry(50, self.dealer.partner_id)
        line = move.line_ids.filtered("credit")
        line.partner_id = self.country.partner_id
        other = self.country.wallet_ids
        self._assert_wallet(0, 0)
        self._assert_wallet(50, 0, other)
        line.account_id = self.company_data["default_account_payable"]
        self._assert_wallet(0, 0, other)

    def test_second_mirror_books_nothing(self):
        move = self._top_up(50).move_id
        move.line_ids._mirror_to_wallets()
        self._assert_wallet(50, 0)
        self.assertEqual(len(self.wallet.entry_ids), 1)

    def test_key_books_once(self):
        self._top_up(50)
        entry = self.wallet.entry_ids
        again = self.wallet._book(50, "adjust", entry.key, date=entry.date)
        self.assertEqual(again, entry)
        with self.assertRaisesRegex(UserError, "not booked again"):
            self.wallet._book(999, "adjust", entry.key, date=entry.date)
        self._assert_wallet(50, 0)

    def test_entries_are_final(self):
        self._top_up(50)
        entry = self.wallet.entry_ids.sudo()
        with self.assertRaises(UserError):
            entry.amount = 51
        with self.assertRaises(UserError):
            entry.unlink()
        with self.assertRaises(UserError):
            self.wallet.sudo().balance = 51
        self.env.flush_all()
        for statement in (
            "UPDATE distributor_wallet_entry SET amount = 51 WHERE id = %s",
            "DELETE FROM distributor_wallet_entry WHERE id = %s",
        ):
            with (
                self.subTest(statement),
                self.assertRaises(psycopg2.errors.RaiseException),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(statement, [entry.id])

    def test_database_refuses_an_overdraft(self):
        self._top_up(50)
        with (
            self.assertRaises(psycopg2.errors.CheckViolation),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "UPDATE distributor_wallet SET held = 51 WHERE id = %s",
                [self.wallet.id],
            )

    def test_proof_finds_each_kind_of_difference(self):
        self._top_up(50)
        self.env.flush_all()
        wallet = [self.wallet.id]
        line = self.wallet.entry_ids.move_line_ref
        for name, statement, params in (
            ("balance", "UPDATE distributor_wallet SET balance=51 WHERE id=%s", wallet),
            ("held", "UPDATE distributor_wallet SET held=1 WHERE id=%s", wallet),
            (
                "ledger",
                "UPDATE account_move_line SET amount_currency=-51 WHERE id=%s",
                [line],
            ),
            (
                "stray",
                "UPDATE account_move_line SET partner_id=NULL WHERE id=%s",
                [line],
            ),
        ):
            with self.subTest(name), self.env.cr.savepoint() as savepoint:
                self.env.cr.execute(statement, params)
                found = self.env["distributor.wallet"]._get_differences(self.company)
                self.assertTrue(found)
                self.assertIn("T-D", [row["distributor"] for row in found])
                savepoint.rollback()
        self._assert_agree()

    @mute_logger("odoo.addons.distributor_wallet.models.distributor_wallet_proof")
    def test_scheduled_check_alerts_finance_once(self):
        self._top_up(50)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE distributor_wallet SET balance = 51 WHERE id = %s",
            [self.wallet.id],
        )
        for _run in range(2):
            self.env["distributor.wallet"]._cron_check_ledger()
            alerts = self.dealer.activity_ids.filtered(
                lambda activity: activity.user_id == self.finance
            )
            self.assertEqual(len(alerts), 1)
