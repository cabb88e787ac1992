# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import uuid
from datetime import date

from psycopg2.errors import SerializationFailure

from odoo import Command, api
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger

DAY = date(2019, 3, 1)  # no other programme counts money of that day


@tagged("post_install", "-at_install")
class TestConcurrency(BaseCase):
    """Two transactions top up one wallet, on committed records."""

    def _prepare(self, env):
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
        wallet = env["distributor.wallet"]._get_or_create(
            distributor, company.currency_id
        )
        program = env["distributor.wallet.program"].create(
            {
                "name": f"T-{mark}",
                "company_id": company.id,
                "currency_id": company.currency_id.id,
                "purpose_id": wallet.purpose_id.id,
                "date_start": DAY,
                "date_end": DAY,
                "measure": "cumulated",
                "tier_ids": [Command.create({"threshold": 1000, "percent": 1})],
            }
        )
        program.state = "approved"
        return wallet, program

    def _top_up(self, env, wallet_id):
        wallet = env["distributor.wallet"].browse(wallet_id)
        bank = env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", wallet.company_id.id)], limit=1
        )
        wallet._top_up(600, bank, DAY)

    def _close(self, registry, program_id):
        with registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            env["distributor.wallet.program"].browse(program_id).state = "closed"

    def test_two_top_ups_at_once(self):
        registry = Registry(get_db_name())
        with registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            wallet, program = self._prepare(env)
            wallet_id, program_id = wallet.id, program.id
        self.addCleanup(self._close, registry, program_id)
        with registry.cursor() as first, registry.cursor() as second:
            envs = [api.Environment(cr, api.SUPERUSER_ID, {}) for cr in (first, second)]
            for env in envs:  # both take their snapshot
                self.assertFalse(env["distributor.wallet"].browse(wallet_id).balance)
            self._top_up(envs[0], wallet_id)
            first.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                self._top_up(envs[1], wallet_id)
            second.rollback()
            envs[1].invalidate_all()
            self._top_up(envs[1], wallet_id)  # as Odoo runs the request again
            second.commit()
        with registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            program = env["distributor.wallet.program"].browse(program_id)
            grants = program.grant_ids.sorted("id")
            self.assertEqual(grants.mapped("amount"), [0, 12])
            wallet = grants.reward_wallet_id
            self.assertEqual((wallet.balance, wallet.lot_ids.remaining), (12, 12))
            differences = env["distributor.wallet.lot"]._get_lot_differences()
            self.assertNotIn(wallet.id, [row["wallet"] for row in differences])
