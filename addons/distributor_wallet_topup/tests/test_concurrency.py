# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import threading
import uuid

from odoo import api
from odoo.service.model import retrying
from odoo.tests import BaseCase, tagged
from odoo.tools import mute_logger

from odoo.addons.distributor.tests.common import CommittedRules

from .common import ProviderFactory


@tagged("post_install", "-at_install")
class TestConcurrency(ProviderFactory, CommittedRules, BaseCase):
    """Callbacks and post-processing at the same time, on committed records."""

    def _in_new_cursor(self, function):
        with self.registry.cursor() as cr:
            return function(api.Environment(cr, api.SUPERUSER_ID, {}))

    def _prepare(self, env, count):
        mark = uuid.uuid4().hex[:8]
        company = env["res.company"].search(
            [("chart_template", "!=", False)], order="id", limit=1
        )
        distributor = env["distributor.distributor"].create(
            {
                "code": f"T-{mark}",
                "partner_id": env["res.partner"].create({"name": f"T-{mark}"}).id,
                "company_id": company.id,
                "level_id": env.ref("distributor.distributor_level_store").id,
                "state": "active",
            }
        )
        bank = env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", company.id)], limit=1
        )
        type(self).env = env
        provider = self._create_provider(company, bank, name=f"T-{mark}")
        topup = env["distributor.topup"]._request(distributor, 500)
        transactions = env["payment.transaction"]
        for number in range(count):
            transactions |= self._create_transaction(
                topup, provider, reference=f"T-{mark}-{number}"
            )
        return topup.id, transactions.ids, provider.id

    def _disable(self, provider_id):
        def disable(env):
            env["payment.provider"].browse(provider_id).write(
                {"is_published": False, "state": "disabled"}
            )

        self._in_new_cursor(disable)

    def _run_at_once(self, *functions):
        """Run functions in a transaction each, begun before any of them ends."""
        barrier = threading.Barrier(len(functions))
        errors = []

        def run(function):
            with self.registry.cursor() as cr:
                env = api.Environment(cr, api.SUPERUSER_ID, {})
                cr.execute("SELECT 1")  # the snapshot is taken
                barrier.wait(timeout=30)
                try:
                    retrying(lambda: function(env), env)
                except Exception as error:  # noqa: BLE001  told by the main thread
                    errors.append(error)
                    cr.rollback()

        threads = [threading.Thread(target=run, args=(f,)) for f in functions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=120)
        self.assertEqual(errors, [])

    def _finish(self, tx_id, reference=None):
        def finish(env):
            tx = env["payment.transaction"].browse(tx_id)
            tx.provider_reference = reference or f"P-{tx.reference}"
            tx._set_done()
            tx._post_process()

        return finish

    def _assert_credited(self, topup_id, expected):
        def check(env):
            topup = env["distributor.topup"].browse(topup_id)
            wallet = topup.wallet_id
            differences = wallet._get_differences(wallet.company_id)
            self.assertNotIn(wallet.id, [row["wallet"] for row in differences])
            self.assertEqual((topup.amount_received, wallet.balance), expected)
            self.assertEqual(len(topup.payment_ids), 1)
            return topup.problem

        return self._in_new_cursor(check)

    def _import(self, topup_id):
        def create(env):
            topup = env["distributor.topup"].browse(topup_id)
            bank = env["account.journal"].search(
                [("type", "=", "bank"), ("company_id", "=", topup.company_id.id)],
                limit=1,
            )
            env["account.bank.statement.line"].create(
                {"journal_id": bank.id, "payment_ref": topup.name, "amount": 500}
            )

        return create

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_two_bank_lines_of_one_top_up_at_once(self):
        topup_id, _transactions, provider_id = self._in_new_cursor(
            lambda env: self._prepare(env, 0)
        )
        self.addCleanup(self._disable, provider_id)
        self._run_at_once(*[self._import(topup_id)] * 2)

        def check(env):
            topup = env["distributor.topup"].browse(topup_id)
            self.assertEqual(topup.amount_received, 500)
            self.assertEqual(topup.wallet_id.balance, 500)
            matches = env["distributor.topup.match"].search(
                [("distributor_id", "=", topup.distributor_id.id)]
            )
            self.assertEqual(sorted(matches.mapped("state")), ["booked", "open"])
            matches.filtered(lambda m: m.state == "open").state = "ignored"

        self._in_new_cursor(check)

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_one_payment_called_back_twice_at_once(self):
        topup_id, [tx_id], provider_id = self._in_new_cursor(
            lambda env: self._prepare(env, 1)
        )
        self.addCleanup(self._disable, provider_id)
        self._run_at_once(*[self._finish(tx_id)] * 3)
        self.assertFalse(self._assert_credited(topup_id, (500, 500)))

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_two_payments_of_one_top_up_at_once(self):
        topup_id, tx_ids, provider_id = self._in_new_cursor(
            lambda env: self._prepare(env, 2)
        )
        self.addCleanup(self._disable, provider_id)
        self._run_at_once(*map(self._finish, tx_ids))
        self.assertIn("paid before", self._assert_credited(topup_id, (500, 500)))
