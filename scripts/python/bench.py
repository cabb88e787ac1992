# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Time orders and invoices with and without a distributor.

Usage: bench.py CONFIG DATABASE REPETITIONS
"""

import sys
import time
from statistics import median

from odoo_env import open_env

from odoo import fields
from odoo.fields import Command

LINES = 5
WARM_UP = 2


def make_products(env):
    return env["product.product"].create(
        [
            {
                "name": f"Bench {number}",
                "type": "service",
                "invoice_policy": "order",
                "list_price": 10.0 * (number + 1),
            }
            for number in range(LINES)
        ]
    )


def make_distributor(env):
    """Return the customer at the end of a chain of four, with money in its deposit."""
    levels = env["distributor.level"].search([("rank", ">", 0)], order="rank", limit=4)
    upline = distributor = env["distributor.distributor"]
    for number, level in enumerate(levels):
        distributor = upline.create(
            {
                "partner_id": env["res.partner"].create({"name": f"Bench {number}"}).id,
                "code": f"BENCH-{number}",
                "level_id": level.id,
            }
        )
        if upline:
            distributor._set_upline(upline, fields.Date.today())
        distributor.action_activate()
        upline = distributor
    currency = env.company.currency_id
    journal = env["account.journal"].search(
        [("type", "=", "bank"), ("company_id", "=", env.company.id)], limit=1
    )
    wallet = env["distributor.wallet"]._get_or_create(distributor, currency)
    wallet._top_up(1e8, journal, fields.Date.today())
    return distributor.partner_id


def timed(env, function):
    """Return (seconds, result), with everything written to the database."""
    start = time.perf_counter()
    result = function()
    env.flush_all()
    return time.perf_counter() - start, result


def order(env, partner, products):
    """Return the seconds an order and its invoice take."""

    def confirm():
        record = env["sale.order"].create(
            {
                "partner_id": partner.id,
                "order_line": [
                    Command.create({"product_id": product.id, "product_uom_qty": 3})
                    for product in products
                ],
            }
        )
        record.action_confirm()
        return record

    def invoice():
        move = record._create_invoices()
        move.action_post()

    ordering, record = timed(env, confirm)
    invoicing, _nothing = timed(env, invoice)
    return ordering, invoicing


def main(config, database, repetitions):
    with open_env(config, database, "error") as env:
        products = make_products(env)
        partners = {
            "plain customer": env["res.partner"].create({"name": "Bench plain"}),
            "distributor": make_distributor(env),
        }
        env.flush_all()
        times = {name: [] for name in partners}
        for number in range(int(repetitions) + WARM_UP):
            for name, partner in partners.items():
                taken = order(env, partner, products)
                if number >= WARM_UP:
                    times[name].append(taken)
    medians = {
        name: [median(column) for column in zip(*taken, strict=True)]
        for name, taken in times.items()
    }
    plain, distributor = medians.values()
    sys.stdout.write(f"{'median of ' + repetitions:<28}{'order':>12}{'invoice':>12}\n")
    for name, taken in medians.items():
        cells = "".join(f"{1000 * seconds:>9.0f} ms" for seconds in taken)
        sys.stdout.write(f"{name:<28}{cells}\n")
    ratios = "".join(
        f"{with_ / without:>12.2f}"
        for with_, without in zip(distributor, plain, strict=True)
    )
    sys.stdout.write(f"{'distributor / plain':<28}{ratios}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
