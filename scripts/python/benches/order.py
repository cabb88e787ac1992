# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""An order of five lines, of goods and of services: made and confirmed in one go
(order), confirmed alone (confirm), and invoiced, each with an empty cache as in a
request of its own. A plain customer, a distributor with three uplines and a prepaid
deposit, and one that pays by invoice, whose orders are compared with 50 authorisations
and priced by territory."""

from statistics import median

from measure import measured

from odoo import fields
from odoo.fields import Command

LINES = 5
WARM_UP = 2
AUTHORIZATIONS = 50
COUNTRY = "base.is"  # no demo brand sells there
PLACE = {"city": "Bench", "zip": "149"}
KINDS = {"goods": "consu", "services": "service"}
STEPS = ("order", "confirm", "invoice")
UNITS = (("ms", 1000), ("ms CPU", 1000), ("queries", 1))


def make_products(env, kind):
    return env["product.product"].create(
        [
            {
                "name": f"Bench {kind} {number}",
                "type": kind,
                "invoice_policy": "order",
                "list_price": 10.0 * (number + 1),
                "categ_id": env.ref("product.product_category_goods").id,
            }
            for number in range(LINES)
        ]
    )


def make_partner(env, name):
    """Return a contact; all are at one address, so the same taxes are looked for."""
    country = env.ref(COUNTRY).id
    return env["res.partner"].create({"name": name, "country_id": country, **PLACE})


def make_distributor(env):
    """Return the customer at the end of a chain of four, with money in its deposit."""
    levels = env["distributor.level"].search([("rank", ">", 0)], order="rank", limit=4)
    levels.document_type_ids = False  # a demo brand asks for papers and limits
    env.company.credit_in_use = False
    upline = distributor = env["distributor.distributor"]
    for number, level in enumerate(levels):
        distributor = upline.create(
            {
                "partner_id": make_partner(env, f"Bench {number}").id,
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
    env.company.credit_in_use = False
    distributor = env["distributor.distributor"].create(
        {
            "partner_id": make_partner(env, "Bench A").id,
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


def make_order(env, partner, products):
    return env["sale.order"].create(
        {
            "partner_id": partner.id,
            "order_line": [
                Command.create({"product_id": product.id, "product_uom_qty": 3})
                for product in products
            ],
        }
    )


def measure_steps(env, partner, products):
    """Return what each of STEPS costs."""

    def order():
        record = make_order(env, partner, products)
        record.action_confirm()
        return record

    def invoice():
        record._create_invoices().action_post()

    ordering, record = measured(env, order)
    invoicing, _nothing = measured(env, invoice)
    quotation = make_order(env, partner, products)
    confirming, _nothing = measured(env, quotation.action_confirm)
    return ordering, confirming, invoicing


def run(env, repeat):
    """Yield the lines to print: medians and their ratios."""
    company = env.company.partner_id
    company.tz = company.tz or "UTC"
    kinds = {name: make_products(env, kind) for name, kind in KINDS.items()}
    goods = kinds["goods"]
    authorized, territories = make_authorized(env)
    partners = {
        "plain customer": make_partner(env, "Bench plain"),
        "with deposit": make_distributor(env),
        "authorised, by invoice": authorized,
    }
    authorize(env, partners["with deposit"], territories[0], goods)
    authorize(env, authorized, territories, goods)
    env.flush_all()
    costs = {(kind, name): [] for kind in kinds for name in partners}
    for number in range(repeat + WARM_UP):
        for kind, name in costs:
            taken = measure_steps(env, partners[name], kinds[kind])
            if number >= WARM_UP:
                costs[(kind, name)].append(taken)
    medians = {key: get_medians(taken) for key, taken in costs.items()}
    for kind in kinds:
        rows = {name: medians[(kind, name)] for name in partners}
        yield from tell(kind, repeat, rows)


def get_medians(taken):
    """Return [[median of each unit] of each step]."""
    return [
        [median(column) for column in zip(*step, strict=True)]
        for step in zip(*taken, strict=True)
    ]


def tell(kind, repeat, medians):
    """Yield a table of figures and of their ratios to the plain customer."""
    cells = [f"{step}, {unit}" for step in STEPS for unit, _factor in UNITS]
    yield f"{f'{kind}, median of {repeat}':<30}" + "".join(f"{c:>17}" for c in cells)
    plain = medians["plain customer"]
    for name, steps in medians.items():
        figures = "".join(
            f"{value * factor:>17.1f}"
            for step in steps
            for value, (_unit, factor) in zip(step, UNITS, strict=True)
        )
        yield f"{name:<30}{figures}"
        if steps is plain:
            continue
        ratios = "".join(
            f"{value / base:>17.2f}"
            for step, bases in zip(steps, plain, strict=True)
            for value, base in zip(step, bases, strict=True)
        )
        yield f"{f'{name} / plain':<30}{ratios}"
