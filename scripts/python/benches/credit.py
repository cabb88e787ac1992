# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What 10,000 distributors with 200,000 orders owe: one statement for all of them
beside one for each, the list of 80 that finance looks at, and an order confirmed with
and without credit control. Works on a copy of the database, which is dropped again."""
# pylint: disable=invalid-commit; it works on a copy that is dropped

import os
from statistics import median

from benches._wallet_holds import make_wallets
from benches.order import KINDS, make_authorized, make_order, make_products
from bounds import at_least, at_most, exactly
from cloned import clone_rows, drop_foreign_keys
from copied import copied
from measure import counted

from odoo import SUPERUSER_ID, api, fields
from odoo.modules.registry import Registry
from odoo.tools import SQL

DISTRIBUTORS = int(os.environ.get("BENCH_DISTRIBUTORS", "10000"))
ORDERS = 20  # of each
SINGLE = 50
PAGE = 80
RATIO, CONFIRM_BOUND = 20, 1.25
TABLES = ("sale_order", "sale_order_line", "account_move", "account_move_line")


def make_sample(env):
    """Return the order, its line and the receivable of an invoice, to be cloned."""
    partner, _territories = make_authorized(env)
    order = make_order(env, partner, make_products(env, KINDS["services"])[:1])
    order.action_confirm()
    invoice = order._create_invoices()
    invoice.invoice_date = fields.Date.today()
    invoice.action_post()
    receivable = invoice.line_ids.filtered(
        lambda line: line.account_type == "asset_receivable"
    )
    return order, receivable, invoice.invoice_line_ids


def make_orders(env, sample, people):
    """Give each distributor its orders: 15 invoiced and paid, 2 invoiced, 3 open."""
    order, receivable, billed = sample
    cr = env.cr
    for table in (*TABLES, "sale_order_line_invoice_rel"):
        cr.execute(SQL("ALTER TABLE %s DISABLE TRIGGER USER", SQL.identifier(table)))
        drop_foreign_keys(cr, table)
    cr.execute("SELECT MAX(id) FROM sale_order")
    [base] = cr.fetchone()
    cr.execute(
        "SELECT GREATEST((SELECT MAX(id) FROM sale_order_line),"
        " (SELECT MAX(id) FROM account_move_line), (SELECT MAX(id) FROM account_move))"
    )
    base = max(base, *cr.fetchone())
    count = len(people) * ORDERS
    source = SQL(
        "(SELECT n, %s + n AS number, %s + n / %s AS owner, n %% %s AS rank"
        " FROM generate_series(0, %s) AS n) AS made",
        base + 1,
        people.start,
        ORDERS,
        ORDERS,
        count - 1,
    )
    number, owner = SQL("number"), SQL("owner")
    clone_rows(
        cr,
        "sale_order",
        order.id,
        source,
        id=number,
        distributor_id=owner,
        partner_id=owner,
        name=SQL("'BENCH' || number"),
        invoice_status=SQL("CASE WHEN rank < 17 THEN 'invoiced' ELSE 'to invoice' END"),
    )
    clone_rows(
        cr,
        "sale_order_line",
        order.order_line.id,
        source,
        id=number,
        order_id=number,
        order_partner_id=owner,
    )
    invoiced = SQL("(SELECT * FROM %s WHERE rank < 17) AS made", source)
    # the receivable of an invoice, and beside it the line of the goods
    clone_rows(
        cr,
        "account_move_line",
        receivable.id,
        invoiced,
        id=SQL("number * 2"),
        partner_id=owner,
        reconciled=SQL("rank < 15"),
        amount_residual=SQL("CASE WHEN rank < 15 THEN 0 ELSE old.amount_residual END"),
    )
    clone_rows(
        cr,
        "account_move_line",
        billed.id,
        invoiced,
        id=SQL("number * 2 + 1"),
        partner_id=owner,
    )
    cr.execute(
        SQL(
            "INSERT INTO sale_order_line_invoice_rel (invoice_line_id, order_line_id)"
            " SELECT number * 2 + 1, number FROM %s",
            invoiced,
        )
    )
    for table in (*TABLES, "res_partner"):
        cr.execute(
            SQL(
                "SELECT setval(%s, (SELECT MAX(id) FROM %s))",
                f"{table}_id_seq",
                SQL.identifier(table),
            )
        )
    cr.commit()
    for table in (*TABLES, "sale_order_line_invoice_rel"):
        cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))
    cr.commit()
    return order.amount_total


def measure_exposure(env, people, price, repeat):
    """Yield the lines about all at once, one by one, and a page of the list."""
    everyone = env["distributor.distributor"].browse(people)
    singles = everyone[:: max(1, len(everyone) // SINGLE)][:SINGLE]
    names = ["credit_exposure", "credit_available", "credit_overdue"]
    times = {"all": [], "single": [], "page": []}
    for _round in range(max(3, repeat)):
        seconds, queries, found = counted(env, everyone._get_exposures)
        times["all"].append(seconds)
        seconds, _queries, _result = counted(
            env, lambda: [one._get_exposures() for one in singles]
        )
        times["single"].append(seconds / len(singles))
        seconds, page_queries, _result = counted(
            env, lambda: everyone[:PAGE].read(names)
        )
        times["page"].append(seconds)
    wrong = sum(abs(exposure.gross - price * 5) > 0.01 for exposure in found.values())
    whole, single = median(times["all"]), median(times["single"])
    label = f"{len(people):,} distributors, {len(people) * ORDERS:,} orders"
    yield f"{label:<40}{whole:>9.2f} s    {queries} queries"
    yield f"{'one of them':<40}{1000 * single:>9.1f} ms"
    ratio = single * len(people) / whole
    line = f"{'one by one / all at once':<40}{ratio:>9.0f}"
    yield at_least(line, ratio, RATIO)
    label = f"list of {PAGE}"
    yield f"{label:<40}{1000 * median(times['page']):>9.0f} ms   {page_queries} queries"
    label = "distributors that owe something else"
    yield exactly(f"{label:<40}{wrong:>9}", wrong, 0)


def measure_confirm(env, people, repeat):
    """Yield what credit control adds to confirming an order."""
    distributor = env["distributor.distributor"].browse(people[len(people) // 2])
    products = make_products(env, KINDS["goods"])
    times = {True: [], False: []}
    distributor._set_credit(1e9, "Bench")
    env.company.authorization_in_use = False
    for number in range(2 * repeat + 4):
        control = bool(number % 2)
        env.company.credit_in_use = control
        order = make_order(env, distributor.partner_id, products)
        seconds, _queries, _result = counted(env, order.action_confirm)
        if number >= 4:
            times[control].append(seconds)
    for control, name in ((False, "without"), (True, "with")):
        label = f"confirm, {name} credit control"
        yield f"{label:<40}{1000 * median(times[control]):>9.0f} ms"
    pairs = zip(times[True], times[False], strict=True)
    ratio = median(mine / bare for mine, bare in pairs)
    yield at_most(f"{'with / without':<40}{ratio:>9.2f}", ratio, CONFIRM_BOUND)


def run(env, repeat):
    """Yield the lines to print."""
    with copied(env) as database:
        registry = Registry(database)
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            env.company.authorization_in_use = False
            sample = make_sample(env)
            people = make_wallets(env, DISTRIBUTORS)
            price = make_orders(env, sample, people)
            cr.execute(
                "UPDATE distributor_wallet SET balance = 0, held = 0 WHERE id >= %s",
                [people.start],
            )
            cr.commit()
            env.invalidate_all()
            yield from measure_exposure(env, people, price, repeat)
            yield from measure_confirm(env, people, repeat)
            cr.rollback()
