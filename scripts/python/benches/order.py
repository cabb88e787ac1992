# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""An order of five lines and its invoice: a plain customer, a distributor with three
uplines and a prepaid deposit, and one that pays by invoice, whose orders are compared
with 50 authorisations and priced by territory."""

from statistics import median

from measure import timed

from odoo import fields
from odoo.fields import Command

LINES = 5
WARM_UP = 2
AUTHORIZATIONS = 50
COUNTRY = "base.is"  # no demo brand sells there


def make_products(env):
    return env["product.product"].create(
        [
            {
                "name": f"Bench {number}",
                "type": "service",
                "invoice_policy": "order",
                "list_price": 10.0 * (number + 1),
                "categ_id": env.ref("product.product_category_goods").id,
            }
            for number in range(LINES)
        ]
    )


def make_distributor(env):
    """Return the customer at the end of a chain of four, with money in its deposit."""
    levels = env["distributor.level"].search([("rank", ">", 0)], order="rank", limit=4)
    levels.document_type_ids = False  # a demo brand asks for papers
    upline = distributor = env["distributor.distributor"]
    for number, level in enumerate(levels):
        distributor = upline.create(
            {
                "partner_id": env["res.partner"]
                .create({"name": f"Bench {number}", "country_id": env.ref(COUNTRY).id})
                .id,
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


def authorize(env, partner, territories, products):
    distributor = env["distributor.distributor"].search(
        [("partner_id", "=", partner.id)]
    )
    env["distributor.authorization"].create(
        [
            {
                "distributor_id": distributor.id,
                "territory_id": territory.id,
                "categ_ids": [Command.set(products.categ_id.ids)],
                "date_start": "2020-01-01",
            }
            for territory in territories
        ]
    ).state = "approved"
    distributor.company_id.authorization_in_use = True


def make_authorized(env):
    """Return the contact of one that pays by invoice, and 50 priced territories."""
    country = env.ref(COUNTRY)
    level = env["distributor.level"].search([], order="rank", limit=1)
    level.document_type_ids = False
    place = {"country_id": country.id, "city": "Bench", "zip": "149"}
    distributor = env["distributor.distributor"].create(
        {
            "partner_id": env["res.partner"].create({"name": "Bench A", **place}).id,
            "code": "BENCH-A",
            "level_id": level.id,
            "prepaid": False,
        }
    )
    distributor.action_activate()
    top = env["distributor.territory"].create(
        {"name": "Bench", "code": "BENCH", "country_id": country.id}
    )
    territories = top | top.create(
        [
            {
                "name": f"Bench {number}",
                "code": f"BENCH-{number}",
                "parent_id": top.id,
                "country_id": country.id,
                "zip_prefix": str(100 + number),
            }
            for number in range(AUTHORIZATIONS - 1)
        ]
    )
    distributor.territory_id = top
    pricelist = env["product.pricelist"].create({"name": "Bench"})
    env["distributor.territory.price"].create(
        [
            {"territory_id": territory.id, "pricelist_id": pricelist.id}
            for territory in territories
        ]
    )
    return distributor.partner_id, territories


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
    authorized, territories = make_authorized(env)
    partners = {
        "plain customer": env["res.partner"].create({"name": "Bench plain"}),
        "with deposit": make_distributor(env),
        "authorised, by invoice": authorized,
    }
    authorize(env, partners["with deposit"], territories[0], products)
    authorize(env, authorized, territories, products)
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
    yield f"{f'median of {repeat}':<28}{'order':>12}{'invoice':>12}"
    for name, taken in medians.items():
        cells = "".join(f"{1000 * seconds:>9.0f} ms" for seconds in taken)
        yield f"{name:<28}{cells}"
    plain = medians["plain customer"]
    for name, taken in medians.items():
        ratios = "".join(
            f"{with_ / without:>12.2f}"
            for with_, without in zip(taken, plain, strict=True)
        )
        if taken is not plain:
            yield f"{f'{name} / plain':<28}{ratios}"
