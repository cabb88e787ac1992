# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""One invoice of five lines that pays three generations: beside a plain customer's, and
with a million old entries beside an empty table."""
# pylint: disable=invalid-commit; it works on copies that are dropped

import os
from statistics import median

from benches._commission_documents import (
    GENERATIONS,
    LINES_OF_A_DOCUMENT,
    make_plan,
    make_products,
)
from benches.order import COUNTRY, make_distributor, make_order, make_partner
from bounds import at_most
from cloned import clone_rows, drop_foreign_keys
from measure import measured

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import SQL

WARM_UP = 3
BOUND, HISTORY_BOUND = 1.05, 1.1
HISTORY = int(os.environ.get("BENCH_COMMISSION_ENTRIES", "1000000"))
YEARS = 5
FAR = 10**7  # ids that nothing else has
SOURCE, ENTRY = "distributor_commission_source", "distributor_commission_entry"
STEPS = ("order made and confirmed", "order confirmed", "invoice made and posted")
# confirmed alone, the order of a distributor also takes its chain, what blocks it and
# whom it tells, which are none of commission's: it is bound to one without a plan only
UNBOUND = ("order confirmed", "plain customer")
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


def add_history(cr, source):
    """Make old, settled documents of the same earners from one that was booked."""
    entries = source.entry_ids.ids
    numbers = SQL("generate_series(1, %s) AS number", HISTORY // len(entries))
    far = SQL("%s + number", FAR)
    date = SQL("old.date - 1 - (number %% %s)::int", YEARS * 365)
    clone_rows(
        cr,
        SOURCE,
        source.id,
        numbers,
        id=far,
        order_id=far,
        move_id=far,
        date=date,
        release_date=date,
        waiting=SQL("NULL"),
        open=SQL("FALSE"),
    )
    for at, entry in enumerate(entries):
        key = SQL("%s + number * %s + %s", FAR, len(entries), at)
        clone_rows(
            cr,
            ENTRY,
            entry,
            numbers,
            id=key,
            source_id=far,
            document_id=far,
            move_line_id=key,
            sale_line_id=key,
            date=date,
            due_date=date,
        )
    for table in (SOURCE, ENTRY):
        cr.execute(SQL("SELECT setval(%s, %s)", f"{table}_id_seq", 10 * FAR))
        cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))


def prepare_side(cr, has_history):
    """Return what `measure_steps` takes, and how many entries there are before."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    partners, plan, products = prepare(env)
    _taken, invoice = measure_steps(env, partners[AFTER], products)
    source = env["distributor.commission.source"].search(
        [("move_id", "=", invoice.id), ("plan_id", "=", plan.id)]
    )
    cr.commit()
    drop_foreign_keys(cr, SOURCE)  # of both: old orders are nowhere
    if has_history:
        add_history(cr, source)
    cr.commit()
    cr.execute(SQL("SELECT COUNT(*) FROM %s", SQL.identifier(ENTRY)))
    [rows] = cr.fetchone()
    return (env, partners[AFTER], products), rows


def measure_history(small, large, repeat):
    """Yield the lines to print: the same documents with and without a history."""
    with Registry(small).cursor() as few, Registry(large).cursor() as many:
        sides = [prepare_side(few, False), prepare_side(many, True)]
        pairs = []
        for number in range(repeat + WARM_UP):
            pair = [None, None]
            for at in (0, 1)[:: -1 if number % 2 else 1]:
                pair[at], _invoice = measure_steps(*sides[at][0])
            if number >= WARM_UP:
                pairs.append(pair)
    rows = [f"{rows:,} entries" for _side, rows in sides]
    yield f"{'':<44}{rows[0]:>20}{rows[1]:>20}{'ratio':>8}"
    for step, name in enumerate(STEPS):
        taken = [[side[step][0] for side in pair] for pair in pairs]
        few, many = (1000 * median(column) for column in zip(*taken, strict=True))
        ratio = median(late / early for early, late in taken)
        line = f"{name:<44}{few:>17.1f} ms{many:>17.1f} ms{ratio:>8.2f}"
        yield at_most(line, ratio, HISTORY_BOUND)


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
        line = f"{label:<52}{elapsed:>7.3f}    {cpu:.3f} in CPU"
        bound = (step, name) != UNBOUND
        yield at_most(line, elapsed, BOUND) if bound else line
