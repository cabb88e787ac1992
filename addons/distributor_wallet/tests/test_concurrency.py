# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import subprocess
import sys
import uuid
from datetime import date
from pathlib import Path

from odoo import Command, api, tools
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, tagged

from odoo.addons.distributor.tests.common import CommittedRules

SCRIPT = Path(__file__).with_name("confirm_orders.py")


@tagged("post_install", "-at_install")
class TestConcurrency(CommittedRules, BaseCase):
    """Several processes spend one deposit on committed records."""

    def _prepare(self, env, count):
        mark = uuid.uuid4().hex[:8]
        company = env["res.company"].search(
            [("chart_template", "!=", False)], order="id", limit=1
        )
        self.assertTrue(company, "no company with a chart of accounts")
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
        product = env["product.product"].create(
            {"name": f"T-{mark}", "type": "service", "taxes_id": False}
        )
        wallet = env["distributor.wallet"]._get_or_create(
            distributor, company.currency_id
        )
        bank = env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", company.id)], limit=1
        )
        wallet._top_up(1000, bank, date(2026, 1, 1))
        orders = env["sale.order"].create(
            [
                {
                    "partner_id": partner.id,
                    "company_id": company.id,
                    "order_line": [
                        Command.create(
                            {
                                "product_id": product.id,
                                "price_unit": 150,
                                "tax_ids": [Command.clear()],
                            }
                        )
                    ],
                }
                for _number in range(count)
            ]
        )
        return wallet, orders

    def _get_command(self, order_ids):
        options = ["--log-level=critical"]
        for name in ("db_host", "db_port", "db_user", "db_password", "data_dir"):
            if tools.config[name]:
                option = name.replace("data_dir", "data-dir")
                options.append(f"--{option}={tools.config[name]}")
        options.append("--addons-path=" + ",".join(tools.config["addons_path"]))
        orders = ",".join(map(str, order_ids))
        return [sys.executable, str(SCRIPT), get_db_name(), orders, *options]

    def test_one_deposit_many_processes(self):
        """1000 cover six orders of 150, whoever comes first; never a seventh."""
        registry = Registry(get_db_name())
        self._pause_authorizations(registry)
        with registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            wallet, orders = self._prepare(env, 12)
            wallet_id, order_ids = wallet.id, orders.ids
        processes = [
            subprocess.Popen(
                self._get_command(order_ids[start::3]),
                stdout=subprocess.PIPE,
                text=True,
            )
            for start in range(3)
        ]
        outputs = [process.communicate(timeout=120)[0] for process in processes]
        self.assertEqual([process.returncode for process in processes], [0, 0, 0])
        confirmed = {
            int(order_id)
            for output in outputs
            for order_id in output.split(",")
            if output
        }
        self.assertEqual(len(confirmed), 6)
        with registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            wallet = env["distributor.wallet"].browse(wallet_id)
            self.assertEqual((wallet.balance, wallet.held), (1000, 900))
            self.assertEqual(set(wallet.hold_ids.order_id.ids), confirmed)
            differences = env["distributor.wallet"]._get_differences()
            self.assertNotIn(wallet_id, [row["wallet"] for row in differences])
