# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ProgramCommon


@tagged("post_install", "-at_install")
class TestExpiry(ProgramCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lots = cls.env["distributor.wallet.lot"].sudo()

    def _expire(self):
        self.lots._expire_wallet(self.rewards)

    def test_expires_the_day_after_its_last_day(self):
        self._create_program(validity_days=90)
        self._top_up(2000)
        with freeze_time("2026-04-15"):
            self._expire()
            self._assert_rewards(20)
        with freeze_time("2026-04-16"):
            self._expire()
            self._assert_rewards(0)
            self._expire()
            entry = self.rewards.entry_ids[0]
            self.assertEqual((entry.kind, entry.amount), ("expire", -20))
            self.assertEqual(len(self.rewards.entry_ids), 2)
            self.assertEqual(self.rewards.lot_ids.state, "expired")
        self.assertEqual(self._get_account_balance("discount"), 0)

    def test_booked_after_its_end(self):
        self._create_program(validity_days=30)
        self._top_up(2000)
        lot = self.rewards.lot_ids
        self.assertEqual(lot.expiry_date, date(2026, 4, 1))
        self.assertFalse(lot.extended_date)
        self._expire()
        self._assert_rewards(20)

    def test_held_rewards_stay_until_they_are_free(self):
        self._create_program((1000, 1), validity_days=90)
        self._create_program((1000, 3), validity_days=400)
        self._top_up(1000)
        order = self._confirm((self.product, 1, 6))
        with freeze_time("2026-05-01"):
            self._expire()
            self._assert_rewards(6, 30)
            order._action_cancel()
            self._expire()
            self._assert_rewards(0, 30)

    def test_frozen_wallets_wait(self):
        self._create_program(validity_days=90)
        self._top_up(2000)
        self.rewards.write({"state": "frozen", "freeze_reason": "T-Dispute"})
        self.env.flush_all()
        with freeze_time("2026-05-01"):
            self._expire()
        self._assert_rewards(20)

    def test_expired_unused_is_not_owed(self):
        program = self._create_program(validity_days=90)
        self._top_up(2000)
        self._invoice(self._confirm((self.product, 1, 5)))
        with freeze_time("2026-05-01"):
            self._expire()
            self._assert_rewards(0)
            self._pay_out(1000)
        grant = program.grant_ids
        self.assertEqual((grant.taken, grant.expired, grant.owed), (10, 10, 0))
        self._pay_out(1000)
        self.assertEqual((grant.taken, grant.expired, grant.owed), (15, 15, 5))

    def test_cron(self):
        self._create_program(validity_days=90)
        self._top_up(2000)
        cron = self.env.ref(
            "distributor_wallet_program.distributor_wallet_lot_expire_cron"
        )
        with self.enter_registry_test_mode(), freeze_time("2026-05-01"):
            cron.sudo().method_direct_trigger()
        self._assert_rewards(0)

    def test_reminders(self):
        self._create_program(validity_days=90)
        self._top_up(2000)
        self.dealer.partner_id.email = "t-dealer@example.com"
        mails = self.env["mail.mail"].sudo()
        domain = [("recipient_ids", "in", self.dealer.partner_id.ids)]
        sent = []
        for day in (15, 17, 20):
            with freeze_time(date(2026, 3, day)):
                self.lots._cron_remind()
                sent.append(mails.search_count(domain))
        for day in (7, 8, 9, 20):
            with freeze_time(date(2026, 4, day)):
                self.lots._cron_remind()
                sent.append(mails.search_count(domain))
        self.assertEqual(sent, [0, 1, 1, 1, 2, 2, 2])
        body = mails.search(domain, limit=1, order="id desc").body_html
        self.assertIn("20.00", body)
        self.assertIn("04/15/2026", body)

    @mute_logger("odoo.addons.distributor_wallet.models.distributor_wallet_proof")
    def test_difference_is_found_and_told(self):
        """A reward that differs turns the proof red and alerts finance once."""
        self._create_program()
        self._top_up(2000)
        self._assert_agree()
        checks = self.env["distributor.wallet.check"].with_user(self.finance)
        self.assertFalse(checks.create({}).line_ids)
        self.env.cr.execute(
            "UPDATE distributor_wallet_lot SET remaining = 19 WHERE id = %s",
            self.rewards.lot_ids.ids,
        )
        [found] = self.lots._get_lot_differences(self.company)
        self.assertEqual((found["distributor"], found["balance"]), ("T-D", 20))
        self.assertEqual((found["lots"], found["moves"]), (19, 20))
        [line] = checks.create({}).line_ids
        self.assertEqual((line.wallet_id, line.balance), (self.rewards, 20))
        self.assertEqual((line.ledger, line.held, line.holds), (20, 0, 0))
        self.assertIn("rewards left 19.00", line.where)
        for _run in range(2):
            self.env["distributor.wallet"]._cron_check_ledger()
        tasks = self.dealer.sudo().activity_ids.filtered(
            lambda a: a.user_id == self.finance
        )
        self.assertEqual(len(tasks), 1)
        self.assertIn("rewards left 19.00", tasks.note)

    def test_difference_of_both_is_one_line(self):
        self._create_program()
        self._top_up(2000)
        self.env.flush_all()
        for table in ("distributor_wallet_lot", "distributor_wallet"):
            column = "remaining" if table.endswith("lot") else "balance"
            record = self.rewards.lot_ids if table.endswith("lot") else self.rewards
            self.env.cr.execute(
                f"UPDATE {table} SET {column} = 19 WHERE id = %s", record.ids
            )
        self.env.invalidate_all()
        [line] = self.env["distributor.wallet.check"].create({}).line_ids
        self.assertEqual((line.balance, line.ledger), (19, 20))
        self.assertIn("without an entry", line.where)
        self.assertIn("Rewards and wallet differ", line.where)
