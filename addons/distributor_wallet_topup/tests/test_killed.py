# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import runpy
import sys
from pathlib import Path
from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.distributor_wallet.tests.processes import HERE, ProcessCase

from .common import ProviderFactory

JOBS = Path(__file__).with_name("killed_jobs.py")
STEPS = 30  # more than a top-up has
AMOUNT = 500


@tagged("post_install", "-at_install")
class TestKilled(ProviderFactory, ProcessCase):
    """Whatever is killed, money that arrived is credited once."""

    def _request(self, env):
        """Ask for a top-up of each of many distributors."""
        topups = env["distributor.topup"]
        for _number in range(STEPS):
            wallet = self._create_wallet(env)
            topups |= topups._request(wallet.distributor_id, AMOUNT)
        return topups

    def _prepare_lines(self, env):
        """Import bank lines that do not tell yet what they are for."""
        topups = self._request(env)
        lines = env["account.bank.statement.line"].create(
            [
                {
                    "journal_id": self._get_bank(topups.wallet_id).id,
                    "payment_ref": f"T-{topups[0].id}",
                    "amount": AMOUNT,
                }
            ]
            * STEPS
        )
        for line, topup in zip(lines, topups, strict=True):
            line.payment_ref = topup.name
        return lines.ids

    def _prepare_transactions(self, env):
        topups = self._request(env)
        type(self).env = env
        provider = self._create_provider(
            topups.company_id,
            self._get_bank(topups.wallet_id),
            name=f"T-{topups[0].id}",
        )
        self.addCleanup(self._in_new_cursor, self._disable, provider.id)
        transactions = env["payment.transaction"]
        for topup in topups:
            transactions |= self._create_transaction(topup, provider)
        return transactions.ids

    def _disable(self, env, provider_id):
        env["payment.provider"].browse(provider_id).write(
            {"is_published": False, "state": "disabled"}
        )

    def _check(self, env, record_ids, model, all_credited=False):
        """Each is credited with its amount once, or not at all."""
        records = env[model].browse(record_ids)
        if model == "payment.transaction":
            topups = records.distributor_topup_id
        else:
            topups = records.distributor_match_ids.topup_id
        credited = topups.filtered("amount_received")
        self.assertEqual(credited.mapped("amount_received"), [AMOUNT] * len(credited))
        entries = credited.wallet_id.entry_ids
        self.assertEqual(entries.mapped("amount"), [AMOUNT] * len(credited))
        self.assertEqual(entries.wallet_id, credited.wallet_id)
        self.assertFalse((topups - credited).wallet_id.entry_ids)
        if all_credited:
            self.assertEqual(len(credited), len(records))
        self._assert_proven(topups.wallet_id)

    def _kill(self, prepare, job, model):
        record_ids = self._in_new_cursor(prepare)
        killed, touched = self._kill_at_each_step(JOBS, job, record_ids)
        self.assertIn("before _book", killed)
        self.assertEqual(killed[-1], "after commit")
        self._in_new_cursor(self._check, touched, model)
        # once more for all of them: what was done is not done again
        with patch.object(sys, "path", [str(HERE), *sys.path]):
            again = runpy.run_path(str(JOBS))["JOBS"][job]
        for record_id in touched:
            again(self.registry, record_id)
        self._in_new_cursor(self._check, touched, model, True)
        return killed

    def test_bank_line_is_credited_once(self):
        killed = self._kill(self._prepare_lines, "match", "account.bank.statement.line")
        self.assertIn("before _book_on_wallet", killed)

    def test_online_payment_is_credited_once(self):
        killed = self._kill(
            self._prepare_transactions, "call_back", "payment.transaction"
        )
        self.assertIn("before _post_process", killed)
