# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""One invoice of five lines that pays three generations beside a plain customer's."""

from statistics import median

from benches._commission_documents import (
    GENERATIONS,
    LINES_OF_A_DOCUMENT,
    make_plan,
    make_products,
)
from benches.order import COUNTRY, make_distributor, make_order, make_partner
from measure import measured

WARM_UP = 3
BOUND = 1.05
STEPS = ("order made and confirmed", "order confirmed", "invoice made and posted")
PLAIN, BEFORE, AFTER = "plain customer", "distributor, no plan", "three generations"


def measure_steps(env, partner, products):
    """Return ((seconds, seconds of CPU, queries) of each step, the invoice)."""

    def order():
        record = make_order(env, partner, products)
        record.action_confirm()
        return record

    def invoice():
        made = record._create_invoices()
        made.action_post()
        return made

    ordering, record = measured(env, order)
    invoicing, made = measured(env, invoice)
    quotation = make_order(env, partner, products)
    confirming, _nothing = measured(env, quotation.action_confirm)
    return (ordering, confirming, invoicing), made


def prepare(env):
    """Return the partner of each way, the plan, and the goods."""
    if "authorization_in_use" in env.company:
        env.company.authorization_in_use = False
    # on a map, an address outside of it is an exception of the order
    env["distributor.territory"].create(
        {"name": "Bench", "code": "BENCH", "country_id": env.ref(COUNTRY).id}
    )
    products = make_products(env)
    dealer = make_distributor(env)
    found = env["distributor.distributor"].search([("partner_id", "=", dealer.id)])
    found.prepaid = False
    plan = make_plan(env, products, env.company._get_commission_today())
    plain = make_partner(env, "Bench plain")
    partners = {PLAIN: plain, BEFORE: dealer, AFTER: dealer}
    return partners, plan, products[:LINES_OF_A_DOCUMENT]


def measure(env, repeat):
    """Yield the lines to print; what is measured in turn outlasts a busy machine."""
    partners, plan, products = prepare(env)
    costs = {name: [] for name in partners}
    for number in range(repeat + WARM_UP):
        for name in list(partners)[:: -1 if number % 2 else 1]:
            plan.active = name == AFTER
            # which empties the caches; a running system has filled them before
            measure_steps(env, partners[name], products)
            taken, invoice = measure_steps(env, partners[name], products)
            expected = len(products) * GENERATIONS if name == AFTER else 0
            if invoice.commission_count != expected:
                raise RuntimeError(f"{name}: {invoice.commission_count} entries")
            if number >= WARM_UP:
                costs[name].append(taken)
    for at, step in enumerate(STEPS):
        yield from tell(step, {name: [c[at] for c in costs[name]] for name in costs})


def tell(step, costs):
    """Yield the figures of a step and their ratios."""
    for name, taken in costs.items():
        seconds, _cpu, queries = zip(*taken, strict=True)
        yield (
            f"{f'{step}, {name}':<52}{1000 * median(seconds):>7.1f} ms"
            f" {median(queries):>4.0f} queries"
        )
    for name in (PLAIN, BEFORE):
        pairs = list(zip(costs[AFTER], costs[name], strict=True))
        elapsed, cpu = (
            median(mine[unit] / base[unit] for mine, base in pairs) for unit in (0, 1)
        )
        label = f"  {AFTER} / {name}"
        yield f"{label:<52}{elapsed:>7.3f}    {cpu:.3f} in CPU, at most {BOUND}"
