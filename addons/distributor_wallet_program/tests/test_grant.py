# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.tests import tagged

from .common import TODAY, ProgramCommon


@tagged("post_install", "-at_install")
class TestGrant(ProgramCommon):
    def test_top_up_is_rewarded_once(self):
        program = self._create_program()
        payment = self._top_up(2000)
        self._assert_rewards(20)
        [grant] = program.grant_ids
        self.assertEqual(
            (grant.amount, grant.basis, grant.date), (20, 2000, date(2026, 1, 15))
        )
        lot = grant.lot_ids
        self.assertEqual(lot.expiry_date, date(2027, 1, 15))
        entry = self.rewards.entry_ids
        self.assertEqual((entry.kind, entry.amount), ("reward", 20))
        self.assertIn("T-Programme", entry.note)
        # a second look books nothing
        top_up = self.wallet.entry_ids.filtered(lambda e: e.move_id == payment.move_id)
        self.env["distributor.wallet.program"].sudo()._follow(top_up)
        self._assert_rewards(20)
        self.assertEqual(self._get_account_balance("discount"), 0)

    def test_below_the_first_step(self):
        self._create_program()
        self._top_up(999.99)
        self._assert_rewards()

    def test_fixed_and_limit(self):
        self._create_program((1000, 0, 88), maximum=150)
        self._top_up(1000)
        self._top_up(1000)
        self._top_up(1000)
        self._assert_rewards(88, 62)

    def test_cumulated_whole(self):
        program = self._create_program(measure="cumulated")
        self._top_up(600)
        self._top_up(600)
        self._assert_rewards(12)
        self._top_up(4000)
        self._assert_rewards(12, 92)
        self.assertEqual(program.granted, 104)
        self.assertEqual(program.distributor_count, 1)

    def test_cumulated_marginal(self):
        self._create_program(measure="cumulated", method="marginal")
        self._top_up(3000)
        self._assert_rewards(20)
        self._top_up(3000)
        self._assert_rewards(20, 40)

    def test_only_money_received_counts(self):
        self._create_program((100, 1))
        self._top_up(500)
        self._assert_rewards(5)
        invoice = self._invoice(self._confirm((self.product, 3, 100)))
        invoice._reverse_moves([{"invoice_date": TODAY}]).action_post()
        self.assertEqual(len(self.rewards.grant_ids | self.wallet.grant_ids), 1)
        self._book_misc(self.wallet, 1000, "commission")
        self.assertEqual(len(self.wallet.grant_ids), 1)

    def _book_misc(self, wallet, amount, kind):
        """Post a journal entry on a wallet, as other modules do."""
        move = self.env["account.move"].create(
            {
                "move_type": "entry",
                "journal_id": self.company_data["default_journal_misc"].id,
                "date": TODAY,
                "line_ids": [
                    (
                        0,
                        0,
                        {
                            "name": "T-Misc",
                            "account_id": account.id,
                            "partner_id": self.dealer.partner_id.id,
                            "balance": balance,
                        },
                    )
                    for account, balance in (
                        (wallet.account_id, -amount),
                        (self.company_data["default_account_expense"], amount),
                    )
                ],
            }
        )
        move.distributor_wallet_kind = kind
        move.action_post()
        return move

    def test_rewards_of_others_have_lots_too(self):
        self._book_misc(self.rewards, 70, "opening")
        self._assert_rewards(70)
        lot = self.rewards.lot_ids
        self.assertEqual((lot.origin, lot.expiry_date), ("T-Misc", date(2027, 3, 2)))

    def test_period_level_purpose_and_currency(self):
        self._create_program((100, 1), date_start="2026-02-01")
        self._create_program((100, 1), level_ids=self.master.level_id.ids)
        bond = self.company._get_wallet_purpose("bond")
        self._create_program((100, 1), purpose_id=bond.id)
        other = self.env.ref("base.EUR")
        if other == self.company.currency_id:
            other = self.env.ref("base.USD")
        other.active = True
        self._create_program((100, 1), currency_id=other.id)
        self._top_up(1000, day=date(2026, 1, 31))
        self._assert_rewards()
        self._top_up(1000, day=date(2026, 2, 1))
        self._assert_rewards(10)

    def test_draft_and_closed_grant_nothing(self):
        self._create_program(approve=False)
        self._create_program().with_user(self.approver).action_close()
        self._top_up(1000)
        self._assert_rewards()

    def test_undone_top_up(self):
        program = self._create_program()
        payment = self._top_up(2000)
        self._top_up(1000)
        payment.action_draft()
        self._assert_rewards(0, 10)
        grant = program.grant_ids.sorted("id")[0]
        self.assertEqual((grant.amount, grant.taken, grant.owed), (20, 20, 0))
        payment.action_post()
        self._assert_rewards(0, 10, 20)

    def test_undone_top_up_lowers_the_step_of_all(self):
        self._create_program(measure="cumulated")
        first = self._top_up(600)
        self._top_up(600)
        self._assert_rewards(12)
        first.action_draft()
        self._assert_rewards(0)

    def test_what_was_used_is_deducted_from_the_next(self):
        program = self._create_program()
        payment = self._top_up(2000)
        order = self._confirm((self.product, 1, 15))
        self._invoice(order)
        self._assert_rewards(5)
        payment.action_draft()
        self._assert_rewards(0)
        grant = program.grant_ids
        self.assertEqual((grant.taken, grant.owed, grant.net), (5, 15, 0))
        self.rewards.invalidate_recordset()
        self.assertEqual(self.rewards.reward_owed, 15)
        self._top_up(1000)
        self._assert_rewards(0, 0)
        self.assertEqual((grant.taken, grant.owed), (15, 5))
        self._top_up(2000)
        self._assert_rewards(0, 0, 15)
        self.assertEqual((grant.taken, grant.owed), (20, 0))
        self.assertEqual(program.owed, 0)

    def test_what_is_held_is_taken_when_it_is_free(self):
        program = self._create_program()
        payment = self._top_up(2000)
        order = self._confirm((self.product, 1, 15))
        payment.action_draft()
        self._assert_rewards(15)
        self.assertEqual(program.grant_ids.owed, 15)
        order._action_cancel()
        self.env["distributor.wallet.grant"].sudo()._get_owing()._recover()
        self._assert_rewards(0)
        self.assertEqual(program.grant_ids.owed, 0)

    def test_frozen_rewards_do_not_stop_the_undoing(self):
        program = self._create_program()
        payment = self._top_up(2000)
        self.rewards.write({"state": "frozen", "freeze_reason": "T-Dispute"})
        payment.action_draft()
        self._assert_rewards(20)
        self.rewards.write({"state": "open", "freeze_reason": False})
        self.env.flush_all()
        self.env["distributor.wallet.grant"].sudo()._get_owing()._recover()
        self._assert_rewards(0)
        self.assertEqual(program.grant_ids.owed, 0)

    def test_refund_takes_back_in_proportion(self):
        program = self._create_program()
        self._top_up(2000)
        payout = self._pay_out(500)
        self._assert_rewards(15)
        self.assertEqual(program.grant_ids.taken, 5)
        self._pay_out(1500)
        self._assert_rewards(0)
        self.assertEqual(program.grant_ids.net, 0)
        payout.action_draft()
        self._assert_rewards(5)

    def test_refund_goes_back_to_the_latest_top_up_first(self):
        self._create_program()
        self._top_up(2000)
        self._top_up(500)
        self._pay_out(500)
        self._assert_rewards(20)
        self._pay_out(1000)
        self._assert_rewards(10)

    def test_refund_of_a_cumulated_programme(self):
        self._create_program(measure="cumulated")
        self._top_up(600)
        self._top_up(600)
        self._pay_out(300)
        self._assert_rewards(9)
        self._top_up(300)
        self._assert_rewards(9, 3)

    def test_refund_after_use_leaves_a_remainder(self):
        program = self._create_program()
        self._top_up(2000)
        self._invoice(self._confirm((self.product, 1, 18)))
        self._pay_out(1000)
        self._assert_rewards(0)
        self.assertEqual((program.grant_ids.taken, program.grant_ids.owed), (2, 8))

    def test_two_programmes_reward_each_by_itself(self):
        self._create_program()
        self._create_program((500, 0, 7))
        self._top_up(1000)
        self._assert_rewards(10, 7)

    def test_foreign_currency_leaves_nothing_over(self):
        other = self.setup_other_currency("EUR", rates=[("2020-01-01", 0.7)])
        wallet = self.env["distributor.wallet"]._get_or_create(self.dealer, other)
        program = self._create_program(currency_id=other.id)
        payment = self._top_up(1234.56, wallet=wallet)
        self.assertEqual(program.granted, 12.35)
        payment.action_draft()
        self.assertEqual(program.grant_ids.net, 0)
        self.assertEqual(self._get_account_balance("deferred"), 0)
        self._assert_agree()
