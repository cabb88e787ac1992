# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import RequestCommon


@tagged("post_install", "-at_install")
class TestAdjustment(RequestCommon):
    def _adjust(self, amount, **vals):
        vals.setdefault("account_id", self.company_data["default_account_expense"].id)
        adjustment = self._create_request("adjustment", amount=amount, **vals)
        adjustment.action_submit()
        return adjustment

    def test_more(self):
        adjustment = self._adjust(250, attachment_ids=self._create_file().ids)
        self._assert_wallet(1000, 0)
        self._approve(adjustment, self.first)
        self._assert_wallet(1250, 0)
        self.assertEqual(adjustment.state, "done")
        entry = self.wallet.entry_ids[:1]
        self.assertEqual((entry.kind, entry.amount), ("adjust", 250))
        self.assertEqual(entry.note, "T-Reason")
        self.assertEqual(entry.origin, adjustment.name)
        move = adjustment.move_id
        self.assertEqual(move.journal_id.type, "general")
        other = move.line_ids.filtered(lambda x: x.account_id == adjustment.account_id)
        self.assertEqual(other.debit, 250)

    def test_less_is_held_until_it_is_decided(self):
        adjustment = self._adjust(-1000)
        self._assert_wallet(1000, 1000)
        self._approve(adjustment, self.first)
        self._assert_wallet(0, 0)

    def test_never_below_zero(self):
        with self.assertRaisesRegex(UserError, "never goes below zero"):
            self._adjust(-1000.01)
        self._confirm((self.product, 3, 100))
        with self.assertRaisesRegex(UserError, r"700\.00 available"):
            self._adjust(-701)

    def test_second_person(self):
        adjustment = self._adjust(250)
        with self.assertRaisesRegex(UserError, "somebody else"):
            self._approve(adjustment, self.finance)
        with self.assertRaises(AccessError):
            self._create_request(
                "adjustment",
                user=self.manager,
                amount=1,
                account_id=adjustment.account_id.id,
            )
        self._refuse(adjustment, self.first)
        self._assert_wallet(1000, 0)

    def test_not_between_wallets(self):
        bond = self._create_bond(10)
        with self.assertRaisesRegex(UserError, "holds wallets"):
            self._adjust(5, account_id=bond.account_id.id)

    def test_undone_entry_needs_a_new_approval(self):
        adjustment = self._approve(self._adjust(250), self.first)
        move = adjustment.move_id
        move.button_draft()
        self.assertEqual(adjustment.state, "cancelled")
        self._assert_wallet(1000, 0)
        with (
            self.assertRaisesRegex(UserError, "second person"),
            self.env.cr.savepoint(),
        ):
            move.action_post()
        self._assert_wallet(1000, 0)

    def test_foreign_currency(self):
        currency = self.setup_other_currency("EUR", rates=[("2026-01-01", 2.0)])
        wallet = self.wallet._get_or_create(self.dealer, currency)
        adjustment = self._create_request(
            "adjustment",
            wallet,
            amount=30,
            date="2026-02-01",
            account_id=self.company_data["default_account_expense"].id,
        )
        adjustment.action_submit()
        self._approve(adjustment, self.first)
        self._assert_wallet(30, 0, wallet)
        self.assertEqual(sum(adjustment.move_id.line_ids.mapped("debit")), 15)

    def test_files_follow_the_request(self):
        file = self._create_file()
        adjustment = self._adjust(1, attachment_ids=file.ids)
        self.assertEqual(file.res_id, adjustment.id)
        self.assertTrue(file.with_user(self.first).raw)
        with self.assertRaisesRegex(AccessError, "another record"):
            self._adjust(1, attachment_ids=file.ids)
