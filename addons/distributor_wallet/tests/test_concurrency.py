# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import os
import random
import time
import uuid

import psycopg2

from odoo import Command, api
from odoo.tests import tagged
from odoo.tools import mute_logger

from .processes import HERE, ProcessCase

SCRIPT = HERE / "confirm_orders.py"
JOBS = HERE / "killed_jobs.py"
STEPS = 80  # more than a sale has
PROCESSES = 8
ORDERS = int(os.environ.get("WALLET_ORDERS", "3"))  # of each process
KILLS = int(os.environ.get("WALLET_KILLS", "3"))
PRICE = 150


@tagged("post_install", "-at_install")
class TestConcurrency(ProcessCase):
    """Several processes spend one deposit on committed records."""

    def _prepare(self, env, count, amount):
        wallet = self._create_wallet(env, amount)
        product = env["product.product"].create(
            {
                "name": f"T-{uuid.uuid4().hex[:8]}",
                "type": "service",
                "invoice_policy": "order",
                "taxes_id": False,
            }
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
                    "company_id": wallet.company_id.id,
                    "order_line": [Command.create(line)],
                }
                for _number in range(count)
            ]
        )
        return wallet, orders

    def _commit_orders(self, count, amount):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            wallet, orders = self._prepare(env, count, amount)
            return wallet.id, orders.ids

    def _sell(self, step, *batches):
        orders = "/".join(",".join(map(str, order_ids)) for order_ids in batches)
        return self._start(SCRIPT, step, orders)

    def _finish(self, process):
        """Return the ids of the orders that passed in a process that ends well."""
        lines = process.communicate(timeout=300)[0].split()
        self.assertEqual(process.returncode, 0)
        return {int(line) for line in lines if line.isdecimal()}

    def _check(self, wallet_id):
        """The wallet agrees with the books, and nobody keeps a place in the queue."""
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            differences = env["distributor.wallet"]._get_differences()
            self.assertNotIn(wallet_id, [row["wallet"] for row in differences])
            cr.execute(
                "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory'"
                " AND objid = %s AND objsubid = 2",
                [wallet_id],
            )
            self.assertEqual(cr.fetchone(), (0,))

    def test_one_deposit_many_processes(self):
        """Half of the orders are covered, whoever comes first; never one more."""
        count = PROCESSES * ORDERS
        covered = count // 2
        wallet_id, order_ids = self._commit_orders(count, PRICE * covered + 100)
        batches = [order_ids[start::PROCESSES] for start in range(PROCESSES)]
        confirmed = self._finish(self._sell("confirm", *batches))
        self.assertEqual(len(confirmed), covered)
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            wallet = env["distributor.wallet"].browse(wallet_id)
            self.assertEqual(
                (wallet.balance, wallet.held), (PRICE * covered + 100, PRICE * covered)
            )
            self.assertEqual(set(wallet.hold_ids.order_id.ids), confirmed)
        self._check(wallet_id)

    def test_wallet_is_made_once(self):
        """Of two first payments at once, one starts over; none is refused."""
        wallet_id, _orders = self._commit_orders(1, PRICE)
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            distributor = env["distributor.wallet"].browse(wallet_id).distributor_id
            purpose = distributor.company_id._get_wallet_purpose("bond")
            cr.commit()  # pylint: disable=invalid-commit
            with self.registry.cursor() as other:
                own = distributor.with_env(env(cr=other))
                wallets = own.env["distributor.wallet"]
                wallets.search_count([])  # its snapshot is taken
                currency = distributor.company_id.currency_id
                made = env["distributor.wallet"]._get_or_create(
                    distributor, currency, purpose
                )
                cr.commit()  # pylint: disable=invalid-commit
                arguments = (
                    own,
                    currency.with_env(own.env),
                    purpose.with_env(own.env),
                )
                with (
                    self.assertRaises(psycopg2.errors.SerializationFailure),
                    mute_logger("odoo.sql_db"),
                ):
                    wallets._get_or_create(*arguments)
                other.rollback()
                self.assertEqual(wallets._get_or_create(*arguments).id, made.id)

    def test_killed_at_any_moment(self):
        """Whatever is killed, an order is held for or not, and can be gone on with."""
        seed = random.randrange(10**6)
        chance = random.Random(seed)  # noqa: S311 no secret
        wallet_id, order_ids = self._commit_orders(40, 40 * PRICE)
        for kill in range(KILLS):
            process = self._sell("sell", order_ids)
            self.assertEqual(process.stdout.readline(), "begin\n")
            time.sleep(chance.uniform(0.05, 1.5))
            process.kill()
            process.communicate()
            with self.subTest(seed=seed, kill=kill):
                self._check_orders(order_ids)
                self._check(wallet_id)
        self._finish(self._sell("sell", order_ids[:12]))
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            sold = env["sale.order"].browse(order_ids[:12])
            self.assertEqual(set(sold.invoice_ids.mapped("payment_state")), {"paid"})
            for order in sold:
                self.assertEqual(len(order.wallet_hold_ids), 1)
                self.assertEqual(len(order.invoice_ids.wallet_capture_ids), 1)
                self.assertEqual(len(order.invoice_ids.matched_payment_ids), 1)
        self._check_orders(order_ids)
        self._check(wallet_id)

    def test_killed_between_each_pair_of_steps(self):
        wallet_id, order_ids = self._commit_orders(STEPS, STEPS * PRICE)
        killed, touched = self._kill_at_each_step(JOBS, "sell", order_ids)
        self.assertGreater(len(killed), 20)
        self.assertIn("before _book", killed)
        self.assertIn("before reconcile", killed)
        self.assertEqual(killed[-1], "after commit")
        self._check_orders(touched)
        self._check(wallet_id)
        self._finish(self._sell("sell", touched))
        self._check_orders(touched)
        self._check(wallet_id)
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            # a programme of the company may have granted a reward, which pays too
            wallets = (
                env["distributor.wallet"].browse(wallet_id).distributor_id.wallet_ids
            )
            came = sum(entry.amount for entry in wallets.entry_ids if entry.amount > 0)
            left = sum(wallets.mapped("balance"))
            self.assertEqual(left, came - len(touched) * PRICE)
            sold = env["sale.order"].browse(touched)
            self.assertEqual(set(sold.invoice_ids.mapped("payment_state")), {"paid"})
            for invoice in sold.invoice_ids:
                paid = sum(invoice.wallet_capture_ids.mapped("amount"))
                self.assertEqual(paid, PRICE)

    def test_expiry_killed_between_each_pair_of_steps(self):
        """A hold that expires is free once, whatever was killed."""
        wallet_id, order_ids = self._commit_orders(STEPS, STEPS * PRICE)
        self._finish(self._sell("confirm", order_ids[:20]))
        killed, touched = self._kill_at_each_step(JOBS, "expire", order_ids[:20])
        self.assertIn("before _shift", killed)
        # whoever goes on frees what the killed ones did not
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            orders = env["sale.order"].browse(touched)
            for order in orders:
                order.wallet_hold_ids.filtered(lambda h: h.state == "open")._expire()
            self.assertEqual(set(orders.wallet_hold_ids.mapped("state")), {"expired"})
            wallet = env["distributor.wallet"].browse(wallet_id)
            self.assertEqual(wallet.held, (20 - len(touched)) * PRICE)
        self._check(wallet_id)

    def _check_orders(self, order_ids):
        """An order is confirmed exactly if something is held or was paid for it."""
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            for order in env["sale.order"].browse(order_ids):
                kept = sum(
                    hold.captured + hold.remaining for hold in order.wallet_hold_ids
                )
                self.assertEqual(kept, PRICE if order.state == "sale" else 0)
                for invoice in order.invoice_ids:
                    is_posted = invoice.state == "posted"
                    self.assertEqual(invoice.payment_state == "paid", is_posted)
