# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import uuid
from datetime import date
from threading import Barrier, Thread

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, get_db_name, tagged

CLIENTS = 3


@tagged("post_install", "-at_install")
class TestConcurrency(BaseCase):
    """Several transactions ask for the same money on committed records."""

    def _prepare(self, env):
        mark = uuid.uuid4().hex[:8]
        company = env["res.company"].search(
            [("chart_template", "!=", False)], order="id", limit=1
        )
        partner = env["res.partner"].create({"name": f"T-{mark}"})
        distributor = env["distributor.distributor"].create(
            {
                "code": f"T-{mark}",
                "partner_id": partner.id,
                "company_id": company.id,
                "level_id": env.ref("distributor.distributor_level_store").id,
                "state": "active",
            }
        )
        env["res.partner.bank"].create(
            {
                "acc_number": f"T-{mark}",
                "partner_id": partner.id,
                "allow_out_payment": True,
            }
        )
        wallet = env["distributor.wallet"]._get_or_create(
            distributor, company.currency_id
        )
        bank = env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", company.id)], limit=1
        )
        wallet._top_up(1000, bank, date(2026, 1, 1))
        refunds = env["distributor.wallet.refund"].create(
            [
                {"wallet_id": wallet.id, "amount": 600, "reason": "T-Reason"}
                for _client in range(CLIENTS)
            ]
        )
        return wallet.id, refunds.ids

    def _submit(self, registry, barrier, refund_id, outcomes):
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            refund = env["distributor.wallet.refund"].browse(refund_id)
            waited = []

            def submit():
                if not waited:  # the snapshot of each is taken before any of them ends
                    cr.execute("SELECT 1")
                    waited.append(barrier.wait(30))
                refund._submit()

            try:
                retrying(submit, env)
                outcomes.append("held")
            except UserError as error:
                cr.rollback()
                outcomes.append(str(error))

    def test_one_of_three_gets_the_money(self):
        """Each finds 1000 available when it begins; one is left when all end."""
        registry = Registry(get_db_name())
        with registry.cursor() as cr:
            wallet_id, refund_ids = self._prepare(api.Environment(cr, SUPERUSER_ID, {}))
        barrier, outcomes = Barrier(CLIENTS), []
        threads = [
            Thread(target=self._submit, args=(registry, barrier, refund_id, outcomes))
            for refund_id in refund_ids
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
        self.assertEqual(outcomes.count("held"), 1, outcomes)
        self.assertEqual(
            sum("more than may be refunded" in text for text in outcomes), 2, outcomes
        )
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            wallet = env["distributor.wallet"].browse(wallet_id)
            self.assertEqual((wallet.balance, wallet.held), (1000, 600))
            differences = env["distributor.wallet"]._get_differences(wallet.company_id)
            self.assertNotIn(wallet_id, [row["wallet"] for row in differences])
            env["distributor.wallet.refund"].browse(refund_ids)._cancel()
