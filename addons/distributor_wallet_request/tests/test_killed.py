# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from pathlib import Path

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.distributor_wallet.tests.processes import ProcessCase

JOBS = Path(__file__).with_name("killed_jobs.py")
STEPS = 40  # more than a payment has
AMOUNT = 25


@tagged("post_install", "-at_install")
class TestKilled(ProcessCase):
    """Whatever is killed, a refund is paid or an adjustment booked once."""

    def _prepare(self, env, kind, state, **vals):
        """Make requests as others wrote and approved them; their money is held."""
        wallet = self._create_wallet(env, STEPS * AMOUNT)
        company = wallet.company_id
        account = env["account.account"].search(
            [("account_type", "=", "expense"), ("company_ids", "in", company.ids)],
            limit=1,
        )
        bank_account = env["res.partner.bank"].create(
            {
                "acc_number": f"T-{wallet.id}",
                "partner_id": wallet.partner_id.id,
                "allow_out_payment": True,
            }
        )
        values = {"wallet_id": wallet.id, "reason": "T-Reason"}
        if kind == "refund":
            values |= {"amount": AMOUNT, "bank_account_id": bank_account.id}
        else:
            values |= {"amount": -AMOUNT, "account_id": account.id}
        requests = env[f"distributor.wallet.{kind}"].create([values] * STEPS)
        for request in requests:
            request.write(
                {
                    "state": state,
                    "hold_id": request._hold().id,
                    "editor_ids": [Command.clear()],
                }
            )
        return wallet.id, requests.ids

    def _kill(self, kind, job, state, entry_kind):
        wallet_id, request_ids = self._in_new_cursor(self._prepare, kind, state)
        killed, touched = self._kill_at_each_step(JOBS, job, request_ids)
        for step in ("before _move", "before _book", "before commit"):
            self.assertIn(step, killed)
        self._check(wallet_id, kind, touched, state, entry_kind)
        # whoever goes on does what the killed ones did not
        for request_id in touched:
            self._in_new_cursor(self._go_on, kind, job, request_id)
        self._check(wallet_id, kind, touched, "done", entry_kind)
        return killed

    def _go_on(self, env, kind, job, request_id):
        request = env[f"distributor.wallet.{kind}"].browse(request_id)
        if request.state == "approved":
            request._pay(self._get_bank(request.wallet_id), request.create_date.date())
        elif request.state == "submitted":
            request._approve()

    def _check(self, wallet_id, kind, touched, state, entry_kind):
        """Each is either done, with its money gone once, or waits with it held."""

        def check(env):
            wallet = env["distributor.wallet"].browse(wallet_id)
            requests = env[f"distributor.wallet.{kind}"].browse(touched)
            self.assertLessEqual(set(requests.mapped("state")), {state, "done"})
            done = requests.filtered(lambda r: r.state == "done")
            entries = wallet.entry_ids.filtered(lambda e: e.kind == entry_kind)
            self.assertEqual(entries.mapped("amount"), [-AMOUNT] * len(done))
            moves = "move_id" if kind == "adjustment" else "payment_id.move_id"
            self.assertEqual(entries.move_id, done.mapped(moves))
            self.assertEqual(wallet.balance, (STEPS - len(done)) * AMOUNT)
            self.assertEqual(wallet.held, wallet.balance)
            self._assert_proven(wallet)

        self._in_new_cursor(check)

    def test_refund_is_paid_once(self):
        killed = self._kill("refund", "pay", "approved", "payout")
        self.assertIn("before _settle_refunds", killed)

    def test_adjustment_is_booked_once(self):
        killed = self._kill("adjustment", "approve", "submitted", "adjust")
        self.assertIn("before _carry_out", killed)
