# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""An order of five lines and its invoice: a plain customer, and a distributor with
three uplines and a prepaid deposit."""

from statistics import median

from measure import timed

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
            distributor._set_upline(upline, distributor._get_today())
        distributor.action_activate()
        upline = distributor
    currency = env.company.currency_id
    journal = env["account.journal"].search(
        [("type", "=", "bank"), ("company_id", "=", env.company.id)], limit=1
    )
    wallet = env["distributor.wallet"]._get_or_create(distributor, currency)
    wallet._top_up(1e8, journal, fields.Date.today())
    return distributor.partner_id


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


def run(env, repeat):
    """Yield the lines to print: medians in milliseconds and their ratio."""
    products = make_products(env)
    partners = {
        "plain customer": env["res.partner"].create({"name": "Bench plain"}),
        "distributor": make_distributor(env),
    }
    env.flush_all()
    times = {name: [] for name in partners}
    for number in range(repeat + WARM_UP):
        for name, partner in partners.items():
            taken = order(env, partner, products)
            if number >= WARM_UP:
                times[name].append(taken)
    medians = {
        name: [median(column) for column in zip(*taken, strict=True)]
        for name, taken in times.items()
    }
    plain, distributor = medians.values()
    yield f"{f'median of {repeat}':<28}{'order':>12}{'invoice':>12}"
    for name, taken in medians.items():
        cells = "".join(f"{1000 * seconds:>9.0f} ms" for seconds in taken)
        yield f"{name:<28}{cells}"
    ratios = "".join(
        f"{with_ / without:>12.2f}"
        for with_, without in zip(distributor, plain, strict=True)
    )
    yield f"{'distributor / plain':<28}{ratios}"
