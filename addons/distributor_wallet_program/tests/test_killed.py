# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date
from pathlib import Path

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.distributor_wallet.tests.processes import ProcessCase

JOBS = Path(__file__).with_name("killed_jobs.py")
DAY = date(2019, 4, 1)  # no other programme counts money of that day
STEPS = 45  # more than a top-up has
BATCH = 3


@tagged("post_install", "-at_install")
class TestKilled(ProcessCase):
    """Whatever is killed, a reward is granted once, and expires once."""

    def _prepare(self, env, count):
        wallets = env["distributor.wallet"].union(
            *(self._create_wallet(env) for _number in range(count))
        )
        program = env["distributor.wallet.program"].create(
            {
                "name": f"T-{wallets[0].id}",
                "company_id": wallets.company_id.id,
                "currency_id": wallets.currency_id.id,
                "purpose_id": wallets.purpose_id.id,
                "date_start": DAY,
                "date_end": DAY,
                "tier_ids": [Command.create({"threshold": 500, "percent": 2})],
            }
        )
        program.state = "approved"
        self.addCleanup(self._in_new_cursor, self._close, program.id)
        return program.id, wallets.ids

    def _close(self, env, program_id):
        env["distributor.wallet.program"].browse(program_id).state = "closed"

    def _top_up(self, env, wallet_id):
        wallet = env["distributor.wallet"].browse(wallet_id)
        if not wallet.entry_ids:
            wallet._top_up(600, self._get_bank(wallet), DAY)

    def _check(self, env, program_id, wallet_ids, kinds):
        """Each wallet that got its money has its reward, moved by these entries."""
        program = env["distributor.wallet.program"].browse(program_id)
        paid = env["distributor.wallet"].browse(wallet_ids).filtered("entry_ids")
        self.assertEqual(paid.mapped("balance"), [600] * len(paid))
        self.assertEqual(program.grant_ids.wallet_id, paid)
        self.assertEqual(program.grant_ids.mapped("amount"), [12] * len(paid))
        rewards = program.grant_ids.reward_wallet_id
        self.assertEqual(len(rewards), len(paid))
        for wallet in rewards:
            entries = wallet.entry_ids.sorted("sequence")
            self.assertIn(tuple(entries.mapped("kind")), kinds)
            left = 12 if len(entries) == 1 else 0
            self.assertEqual((wallet.balance, wallet.lot_ids.remaining), (left, left))
        self._assert_proven(paid | rewards)
        return rewards

    def test_reward_is_granted_once(self):
        program_id, wallet_ids = self._in_new_cursor(self._prepare, STEPS)
        killed, touched = self._kill_at_each_step(JOBS, "top_up", wallet_ids)
        for step in ("before _give", "before _post_reward", "before _follow"):
            self.assertIn(step, killed)
        kinds = {("reward",)}
        self._in_new_cursor(self._check, program_id, touched, kinds)
        for wallet_id in touched:
            self._in_new_cursor(self._top_up, wallet_id)
        rewards = self._in_new_cursor(self._check, program_id, touched, kinds)
        self.assertEqual(len(rewards), len(touched))

    def test_batch_expires_once(self):
        """Each run goes on where the killed one before it was."""
        program_id, wallet_ids = self._in_new_cursor(self._prepare, BATCH)

        def end(env):
            for wallet_id in wallet_ids:
                self._top_up(env, wallet_id)
            lots = env["distributor.wallet.program"].browse(program_id).grant_ids
            lots.lot_ids.expiry_date = fields.Date.subtract(fields.Date.today(), days=1)

        self._in_new_cursor(end)
        runs = [program_id] * 60
        killed, _runs = self._kill_at_each_step(JOBS, "expire", runs)
        self.assertIn("before _expire_wallet", killed)
        self.assertIn("before commit", killed)
        kinds = {("reward", "expire")}
        rewards = self._in_new_cursor(self._check, program_id, wallet_ids, kinds)
        self.assertEqual(len(rewards), BATCH)
