# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date, timedelta

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TODAY, ProgramCommon


@tagged("post_install", "-at_install")
class TestUse(ProgramCommon):
    def test_use_is_a_sales_discount(self):
        self._create_program()
        self._top_up(2000)
        self.assertEqual(self._get_account_balance("deferred"), 20)
        invoice = self._invoice(self._confirm((self.product, 1, 12)))
        self._assert_rewards(8)
        self.assertEqual(invoice.payment_state, "paid")
        self.assertEqual(self._get_account_balance("deferred"), 8)
        self.assertEqual(self._get_account_balance("discount"), 12)

    def test_reset_invoice_gives_the_reward_back(self):
        self._create_program()
        self._top_up(2000)
        invoice = self._invoice(self._confirm((self.product, 1, 12)))
        invoice.button_draft()
        self._assert_rewards(20)
        self.assertEqual(self._get_account_balance("discount"), 0)

    def test_credit_note_goes_back_to_the_lots_it_came_from(self):
        self._create_program((1000, 1), validity_days=400)
        self._create_program((1000, 1), validity_days=100)
        self._top_up(1000)
        self._assert_rewards(10, 10)
        invoice = self._invoice(self._confirm((self.product, 1, 15)))
        self._assert_rewards(5, 0)
        credit = invoice._reverse_moves([{"invoice_date": date(2026, 2, 3)}])
        credit.invoice_line_ids.price_unit = 7
        credit.action_post()
        self._assert_rewards(10, 2)
        self.assertEqual(self._get_account_balance("discount"), 8)
        credit = invoice._reverse_moves([{"invoice_date": date(2026, 2, 4)}])
        credit.invoice_line_ids.price_unit = 8
        credit.action_post()
        self._assert_rewards(10, 10)
        self.assertEqual(self._get_account_balance("discount"), 0)

    def test_first_to_end_is_used_first(self):
        self._create_program((1000, 1), validity_days=0)
        self._create_program((1000, 2), validity_days=90)
        self._create_program((1000, 3), validity_days=300)
        self._top_up(1000)
        self._invoice(self._confirm((self.product, 1, 25)))
        self._assert_rewards(10, 0, 25)
        self._invoice(self._confirm((self.product, 1, 30)))
        self._assert_rewards(5, 0, 0)

    def test_returned_after_its_end_is_usable_for_some_days(self):
        self._create_program(validity_days=60)
        self._top_up(2000)
        invoice = self._invoice(self._confirm((self.product, 1, 12)))
        later = TODAY + timedelta(days=100)
        with freeze_time(later):
            self.env["distributor.wallet.lot"].sudo()._expire_wallet(self.rewards)
            self._assert_rewards(0)
            invoice.button_draft()
            self._assert_rewards(12)
            lot = self.rewards.lot_ids
            self.assertEqual(lot.expiry_date, later + timedelta(days=30))
            self.assertEqual(lot.extended_date, later)
            self.assertIn("came back", self.rewards.message_ids[0].body)

    def test_reward_entries_are_not_reset(self):
        program = self._create_program()
        self._top_up(2000)
        move = program.grant_ids.lot_ids.move_ids.entry_id.move_id
        with self.assertRaisesRegex(UserError, "is final"):
            move.button_draft()

    def test_reversed_grant_takes_from_its_lot(self):
        program = self._create_program()
        self._top_up(2000)
        move = program.grant_ids.lot_ids.move_ids.entry_id.move_id
        move._reverse_moves([{"date": TODAY}]).action_post()
        self._assert_rewards(0)
