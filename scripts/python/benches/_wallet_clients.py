# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Eight processes that confirm orders on one wallet, beside one alone."""

import json
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

from benches.order import KINDS, make_distributor, make_products
from bounds import at_most, exactly

from odoo import SUPERUSER_ID, api, tools
from odoo.fields import Command
from odoo.modules.registry import Registry

CLIENTS = 8
ORDERS = 6  # of each client in a round
ROUNDS = 5
BOUND = 3
SCRIPT = Path(__file__).parents[1] / "confirming.py"


@contextmanager
def started(database):
    """Yield what confirms batches of orders, a client each."""
    process = subprocess.Popen(
        [sys.executable, str(SCRIPT), tools.config["config"], database],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def confirm(*batches):
        process.stdin.write(json.dumps(batches) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    try:
        yield confirm
    finally:
        process.communicate()


class Shop:
    """A distributor with one wallet that is enough for everything."""

    def __init__(self, env):
        if "authorization_in_use" in env.company:
            env.company.authorization_in_use = False
        self.partner_id = make_distributor(env).id
        self.product_ids = make_products(env, KINDS["services"]).ids
        distributor = env["distributor.distributor"].search(
            [("partner_id", "=", self.partner_id)]
        )
        self.wallet_id = distributor.wallet_ids.id

    def make_orders(self, database, count):
        """Return the ids and the price of new orders."""
        lines = [
            Command.create({"product_id": product_id, "product_uom_qty": 1})
            for product_id in self.product_ids
        ]
        with Registry(database).cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            orders = env["sale.order"].create(
                [{"partner_id": self.partner_id, "order_line": lines}] * count
            )
            return orders.ids, orders[0].amount_total

    def make_batches(self, database):
        order_ids, _price = self.make_orders(database, CLIENTS * ORDERS)
        return [order_ids[start::CLIENTS] for start in range(CLIENTS)]


def measure(database):
    """Yield the lines to print."""
    with Registry(database).cursor() as cr:
        shop = Shop(api.Environment(cr, SUPERUSER_ID, {}))
    with started(database) as confirm:
        yield from measure_waiting(database, shop, confirm)
        yield from measure_shortage(database, shop, confirm)


def measure_waiting(database, shop, confirm):
    alone, worst, ratios, refused, again = [], [], [], [], 0
    confirm(shop.make_orders(database, 1)[0])  # what the first request loads
    for _round in range(ROUNDS):
        single = confirm(shop.make_orders(database, ORDERS)[0])
        crowd = confirm(*shop.make_batches(database))
        alone.append(median(single["seconds"]))
        worst.append(quantiles(crowd["seconds"], n=20)[-1])
        ratios.append(worst[-1] / (CLIENTS * alone[-1]))
        refused += single["refused"] + crowd["refused"]
        again += crowd["again"]
    yield f"{'confirmation, one client alone':<40}{1000 * median(alone):>9.0f} ms"
    yield f"{'p95 of eight clients on one wallet':<40}{1000 * median(worst):>9.0f} ms"
    ratio = median(ratios)
    yield at_most(f"{'  / (8 x alone)':<40}{ratio:>9.2f}", ratio, BOUND)
    yield f"{'  run again after a conflict':<40}{again:>9}"
    count = len(refused)
    yield exactly(f"{'  refused though covered':<40}{count:>9}", count, 0)


def measure_shortage(database, shop, confirm):
    """Yield who passes when the money is enough for half of the orders."""
    order_ids, price = shop.make_orders(database, 2 * CLIENTS)
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        wallet = env["distributor.wallet"].browse(shop.wallet_id)
        env["distributor.wallet.hold"]._place(
            wallet,
            wallet.available - price * (CLIENTS + 0.5),
            kind="freeze",
            origin="Bench",
        )
    result = confirm(*(order_ids[start::CLIENTS] for start in range(CLIENTS)))
    unfunded = sum("is missing" in text for text in result["refused"])
    with Registry(database).cursor() as cr:
        cr.execute(
            "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        [leaked] = cr.fetchone()
        env = api.Environment(cr, SUPERUSER_ID, {})
        differences = len(env["distributor.wallet"]._get_differences())
    other = len(result["refused"]) - unfunded
    passed = len(result["seconds"])
    for label, found, expected in (
        ("enough for 8 of 16: passed", passed, CLIENTS),
        ("  refused for lack of money", unfunded, CLIENTS),
        ("  refused for another reason", other, 0),
        ("advisory locks left", leaked, 0),
        ("wallets that differ", differences, 0),
    ):
        yield exactly(f"{label:<40}{found:>9}", found, expected)
