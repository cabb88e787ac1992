# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import psycopg2

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import WalletCommon


@tagged("post_install", "-at_install")
class TestGuards(WalletCommon):
    """What no writer may commit, and what no wizard may join."""

    def test_database_refuses_what_differs(self):
        move = self._top_up(300).move_id
        self._invoice(self._confirm((self.product, 1, 100)))
        line = move.line_ids.filtered(lambda i: i.account_id == self.wallet.account_id)
        other = self.country.partner_id
        dinar = self.env.ref("base.KWD")
        account = self.company_data["default_account_payable"]
        self._assert_agree()
        for statement, params in (
            ("UPDATE account_move_line SET account_id=%s WHERE id=%s", [account.id]),
            ("UPDATE account_move_line SET partner_id=%s WHERE id=%s", [other.id]),
            ("UPDATE account_move_line SET amount_currency=%s WHERE id=%s", [-299]),
            ("UPDATE account_move_line SET parent_state=%s WHERE id=%s", ["draft"]),
            ("UPDATE account_move_line SET currency_id=%s WHERE id=%s", [dinar.id]),
            ("DELETE FROM account_move_line WHERE %s AND id=%s", [True]),
            ("UPDATE distributor_wallet SET balance=balance+%s WHERE id=%s", [1]),
            ("UPDATE distributor_wallet SET balance=balance-%s WHERE id=%s", [1]),
            ("UPDATE distributor_wallet SET partner_id=%s WHERE id=%s", [other.id]),
        ):
            target = self.wallet if "distributor_wallet" in statement else line
            with (
                self.subTest(statement),
                self.assertRaisesRegex(psycopg2.IntegrityError, "ledger differ"),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(statement, [*params, target.id])
                self.env.cr.execute("SET CONSTRAINTS ALL IMMEDIATE")
            self.env.cr.execute("SET CONSTRAINTS ALL DEFERRED")
        self._assert_wallet(200, 0)

    def test_proof_sees_a_broken_chain(self):
        self._top_up(300)
        self._top_up(50)
        self.env.flush_all()
        self.env.cr.execute("ALTER TABLE distributor_wallet_entry DISABLE TRIGGER USER")
        for statement, broken in (
            ("UPDATE distributor_wallet_entry SET balance_after = 1", 1),
            ("UPDATE distributor_wallet_entry SET sequence = sequence + 2", 3),
            (
                "UPDATE distributor_wallet_entry SET balance_after = 349"
                " WHERE sequence = 2 AND TRUE",
                2,
            ),
        ):
            joint = "AND" if "WHERE" in statement else "WHERE"
            with self.subTest(statement), self.env.cr.savepoint() as savepoint:
                self.env.cr.execute(
                    f"{statement} {joint} wallet_id = %s", [self.wallet.id]
                )
                [row] = self.env["distributor.wallet"]._get_differences(self.company)
                self.assertEqual(row["broken"], broken)
                savepoint.rollback()
        self.env.cr.execute("ALTER TABLE distributor_wallet_entry ENABLE TRIGGER USER")
        self._assert_agree()

    def test_proof_compares_what_the_database_keeps(self):
        self._top_up(300)
        self.env.flush_all()
        with self.env.cr.savepoint() as savepoint:
            self.env.cr.execute(
                "UPDATE distributor_wallet_ledger SET balance = 299"
                " WHERE account_id = %s",
                [self.wallet.account_id.id],
            )
            [row] = self.env["distributor.wallet"]._get_differences(self.company)
            self.assertEqual((row["ledger"], row["kept"]), (300, 299))
            savepoint.rollback()

    def _merge(self, *partners, into):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([partner.id for partner in (*partners, into)], into)

    def test_contact_with_a_deposit_is_not_merged_away(self):
        self._top_up(300)
        plain = self.env["res.partner"].create({"name": "T-Plain"})
        for into in (plain, self.country.partner_id):
            with self.assertRaisesRegex(UserError, "T-D.*has a deposit"):
                self._merge(self.dealer.partner_id, into=into)
        self._merge(plain, into=self.dealer.partner_id)
        self.assertFalse(plain.exists())
        self._assert_wallet(300, 0)

    def test_merged_items_of_a_contact_follow(self):
        """An unpaid invoice of a duplicate comes along and changes no deposit."""
        self._top_up(300)
        plain = self.env["res.partner"].create({"name": "T-Plain"})
        invoice = self._create_invoice_one_line(
            partner_id=plain.id, price_unit=40, tax_ids=[], post=True
        )
        self._merge(plain, into=self.dealer.partner_id)
        self.assertEqual(invoice.partner_id, self.dealer.partner_id)
        self._assert_wallet(300, 0)

    def test_accounts_of_deposits_are_not_merged(self):
        account = self.wallet.account_id
        other = account.copy({"is_distributor_wallet": False})
        wizards = self.env["account.merge.wizard"]
        for accounts in (account | other, other | account):
            with self.assertRaisesRegex(UserError, "holds deposits"):
                wizards._action_merge(accounts)

    def test_new_company_has_purposes_of_its_own(self):
        company = self.setup_other_company()["company"]
        purposes = self.company | company
        deposits = [c._get_wallet_purpose() for c in purposes]
        self.assertNotEqual(deposits[0], deposits[1])
        for company, deposit in zip(purposes, deposits, strict=True):
            self.assertEqual(deposit.company_id, company)
            self.assertEqual(deposit.journal_id.company_id, company)
            self.assertEqual(deposit.account_id.company_ids, company)

    def test_account_is_not_shared_between_companies(self):
        other = self.setup_other_company()["company"]
        with self.assertRaises(UserError):
            self.wallet.account_id.company_ids = [Command.link(other.id)]
