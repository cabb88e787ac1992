# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import subprocess
import sys
import uuid
from datetime import date
from pathlib import Path

from odoo import SUPERUSER_ID, api, tools
from odoo.tests import BaseCase, get_db_name, tagged

from odoo.addons.distributor.tests.common import CommittedRules

HERE = Path(__file__).parent
KILLED = HERE / "killed.py"


@tagged("post_install", "-at_install")
class ProcessCase(CommittedRules, BaseCase):
    """For tests that work with wallets in processes of their own, committed."""

    def _in_new_cursor(self, function, *args):
        with self.registry.cursor() as cr:
            return function(api.Environment(cr, SUPERUSER_ID, {}), *args)

    def _create_wallet(self, env, amount=0.0):
        """Make a distributor with money on its deposit."""
        mark = uuid.uuid4().hex[:8]
        company = env["res.company"].search(
            [("chart_template", "!=", False)], order="id", limit=1
        )
        self.assertTrue(company, "no company with a chart of accounts")
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
        if amount:
            wallet._top_up(amount, self._get_bank(wallet), date(2026, 1, 1))
        return wallet

    def _get_bank(self, wallet):
        return wallet.env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", wallet.company_id.id)], limit=1
        )

    def _start(self, script, *arguments):
        options = ["--log-level=critical"]
        for name in ("db_host", "db_port", "db_user", "db_password", "data_dir"):
            if tools.config[name]:
                option = name.replace("data_dir", "data-dir")
                options.append(f"--{option}={tools.config[name]}")
        options.append("--addons-path=" + ",".join(tools.config["addons_path"]))
        return subprocess.Popen(
            [sys.executable, str(script), get_db_name(), *arguments, *options],
            stdout=subprocess.PIPE,
            text=True,
        )

    def _kill_at_each_step(self, jobs, name, record_ids):
        """Do a job in processes killed at each of its steps in turn.

        :param jobs: path of the file with the jobs, see killed.py
        :return: the steps before which (or after which) one was killed, and the
            records that a process worked on
        """
        ids = ",".join(map(str, record_ids))
        process = self._start(KILLED, f"{jobs}:{name}", ids)
        lines = process.communicate(timeout=300)[0].splitlines()
        self.assertEqual(process.returncode, 0)
        self.assertEqual(lines[-1].split()[0], "passed", "more records are needed")
        killed = [line.removeprefix("killed ") for line in lines[:-1]]
        return killed, record_ids[: len(lines)]

    def _work_at_once(self, jobs, name, lists):
        """Do a job with the records of each list, a process a list.

        :param jobs: path of the file with the jobs, see killed.py
        """
        ids = "/".join(",".join(map(str, record_ids)) for record_ids in lists)
        process = self._start(KILLED, f"{jobs}:{name}", ids)
        process.communicate(timeout=300)
        self.assertEqual(process.returncode, 0)

    def _assert_proven(self, wallets):
        """The wallets agree with the books and with all that is kept beside them."""
        differing = [row["wallet"] for row in wallets._prove()]
        self.assertFalse(set(differing) & set(wallets.ids))
