# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""A catalogue of 200 products for one distributor with 10,000 price rules over 300
territories; stock Odoo prices it from the one list that applies to that distributor."""

from contextlib import ExitStack
from statistics import median
from unittest.mock import patch

from measure import counted

from odoo.fields import Command

PRODUCTS = 200
TERRITORIES = 300
RULES = 10000


def make_products(env):
    return env["product.product"].create(
        [
            {"name": f"Bench {number}", "list_price": 10.0 + number}
            for number in range(PRODUCTS)
        ]
    )


def make_list(env, name, items, **kw):
    return env["product.pricelist"].create(
        {"name": name, "item_ids": [Command.create(item) for item in items], **kw}
    )


def make_items(products):
    """Return a rule of each product: a fixed price, a discount or a formula."""
    ways = (
        {"compute_price": "fixed", "fixed_price": 8.5},
        {"compute_price": "percentage", "percent_price": 12.0},
        {"compute_price": "formula", "price_discount": 10.0, "price_round": 0.1},
    )
    return [
        {
            "applied_on": "1_product",
            "product_tmpl_id": product.product_tmpl_id.id,
            **ways[number % 3],
        }
        for number, product in enumerate(products)
    ]


def make_distributor(env, products):
    """Return a distributor whose price list is one of many, and that list."""
    root = env["distributor.territory"].create({"code": "BENCH", "name": "Bench"})
    territories = env["distributor.territory"].create(
        [
            {"code": f"BENCH-{number}", "name": f"Bench {number}", "parent_id": root.id}
            for number in range(TERRITORIES)
        ]
    )
    levels = env["distributor.level"].search([], limit=3)
    own = make_list(env, "Bench own", make_items(products))
    left = RULES - PRODUCTS - TERRITORIES * (len(levels) + 1)
    share = left // (TERRITORIES - 1)
    lists = [own] + [
        make_list(env, f"Bench {number}", make_items(products[:share]))
        for number in range(1, TERRITORIES)
    ]
    env["distributor.territory.price"].create(
        [
            {
                "territory_id": territory.id,
                "level_id": level.id,
                "pricelist_id": pricelist.id,
            }
            for territory, pricelist in zip(territories, lists, strict=True)
            for level in (*levels, levels.browse())
        ]
    )
    distributor = env["distributor.distributor"].create(
        {
            "partner_id": env["res.partner"].create({"name": "Bench"}).id,
            "code": "BENCH",
            "level_id": levels[-1].id,
            "territory_id": territories[0].id,
        }
    )
    return distributor, own


def chain(env, pricelist):
    """Put two lists on top of a list, each with a discount on the one below."""
    for name in ("Bench middle", "Bench top"):
        pricelist = make_list(
            env,
            name,
            [
                {
                    "compute_price": "formula",
                    "base": "pricelist",
                    "base_pricelist_id": pricelist.id,
                    "price_discount": 5.0,
                }
            ],
        )
    return pricelist


def as_stock(env):
    """Return a context in which price lists are computed by stock Odoo alone."""
    from odoo.addons.product.models.product_pricelist import ProductPricelist
    from odoo.addons.product.models.product_pricelist_item import ProductPricelistItem

    stack = ExitStack()
    for model, stock in (
        ("product.pricelist", ProductPricelist),
        ("product.pricelist.item", ProductPricelistItem),
    ):
        for name in (
            "_compute_price_rule",
            "_get_applicable_rules",
            "_is_applicable_for",
        ):
            if method := vars(stock).get(name):
                stack.enter_context(patch.object(env.registry[model], name, method))
    return stack


def measure(env, repeat, distributor, pricelist, products):
    """Return {name: (milliseconds, queries)} and compare the prices."""

    def ours():
        return distributor._get_product_prices(products)[1]

    def stock():
        with as_stock(env):
            return pricelist._compute_price_rule(products, 1.0)

    times = {"stock": [], "distributor": []}
    for number in range(repeat + 1):
        answers = {}
        for name, function in (("stock", stock), ("distributor", ours)):
            seconds, queries, answers[name] = counted(env, function)
            if number:
                times[name].append((1000 * seconds, queries))
        if answers["stock"] != answers["distributor"]:
            raise AssertionError("the prices differ from stock")
    return {
        name: (median(cost for cost, _q in taken), taken[-1][1])
        for name, taken in times.items()
    }


def run(env, repeat):
    """Yield the lines to print: milliseconds and queries of both, and their ratio."""
    products = make_products(env)
    distributor, own = make_distributor(env, products)
    yield f"{f'median of {repeat}':<28}{'stock':>20}{'distributor':>20}{'ratio':>8}"
    for name, pricelist in (("one list", own), ("two lists deep", chain(env, own))):
        env["distributor.territory.price"].search(
            [("territory_id", "=", distributor.territory_id.id)]
        ).pricelist_id = pricelist
        found = measure(env, repeat, distributor, pricelist, products)
        cells = "".join(
            f"{f'{cost:.0f} ms {queries:>4} q':>20}" for cost, queries in found.values()
        )
        ratio = found["distributor"][0] / found["stock"][0]
        yield f"{name:<28}{cells}{ratio:>8.2f}"
