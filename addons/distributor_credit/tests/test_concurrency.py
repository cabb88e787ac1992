# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import os
import uuid

from odoo import Command, api
from odoo.tests import tagged

from odoo.addons.distributor_wallet.tests.processes import HERE, ProcessCase

SCRIPT = HERE / "confirm_orders.py"
PROCESSES = 4
ORDERS = int(os.environ.get("CREDIT_ORDERS", "3"))  # of each process
PRICE = 150


@tagged("post_install", "-at_install")
class TestConcurrency(ProcessCase):
    """Several processes use the last credit of one distributor, committed."""

    def _commit_orders(self, count, limit, prepaid):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            wallet = self._create_wallet(env)
            distributor = wallet.distributor_id
            company = distributor.company_id
            before = company.credit_in_use
            self.addCleanup(self._in_new_cursor, self._set_use, company.id, before)
            distributor.prepaid = prepaid
            distributor.level_id.exception_policy_credit = "refuse"
            distributor._set_credit(limit, "T-Reason")
            product = env["product.product"].create(
                {"name": f"T-{uuid.uuid4().hex[:8]}", "type": "service"}
            )
            line = {
                "product_id": product.id,
                "price_unit": PRICE,
                "tax_ids": [Command.clear()],
            }
            orders = env["sale.order"].create(
                [
                    {
                        "partner_id": wallet.partner_id.id,
                        "company_id": company.id,
                        "order_line": [Command.create(line)],
                    }
                    for _number in range(count)
                ]
            )
            return distributor.id, orders.ids

    def _set_use(self, env, company_id, value):
        env["res.company"].browse(company_id).credit_in_use = value
        level = env.ref("distributor.distributor_level_store")
        level.exception_policy_credit = False

    def _check_last_credit(self, prepaid):
        count = PROCESSES * ORDERS
        covered = count // 2
        distributor_id, order_ids = self._commit_orders(
            count, PRICE * covered + 100, prepaid
        )
        batches = [order_ids[start::PROCESSES] for start in range(PROCESSES)]
        orders = "/".join(",".join(map(str, batch)) for batch in batches)
        process = self._start(SCRIPT, "confirm", orders)
        lines = process.communicate(timeout=300)[0].split()
        self.assertEqual(process.returncode, 0)
        confirmed = {int(line) for line in lines if line.isdecimal()}
        self.assertEqual(len(confirmed), covered)
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            distributor = env["distributor.distributor"].browse(distributor_id)
            exposure = distributor._get_exposures()[distributor]
            self.assertEqual(exposure.confirmed, PRICE * covered)
            self.assertEqual(exposure.available, 100)

    def test_payment_terms(self):
        self._check_last_credit(prepaid=False)

    def test_deposit_and_credit(self):
        self._check_last_credit(prepaid=True)
