# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Invoices of a channel in any number, made by the database from one real invoice."""
# pylint: disable=invalid-commit; it works on a copy that is dropped

from datetime import date

from benches.order import make_distributor, make_order
from cloned import clone_rows, unburden

from odoo.fields import Command
from odoo.tools import SQL

LINES_OF_A_DOCUMENT = 5
GENERATIONS = 3
PRODUCTS, CATEGORIES = 100, 10
PEOPLE = 10_000
DAY = date(2020, 1, 15)
TABLES = (
    "res_partner",
    "distributor_distributor",
    "sale_order",
    "sale_order_line",
    "account_move",
    "account_move_line",
    "sale_order_line_invoice_rel",
    "distributor_chain",
)


def make_products(env):
    """Return goods in categories, with ids that follow each other."""
    categories = env["product.category"].create(
        [{"name": f"Bench {number}"} for number in range(CATEGORIES)]
    )
    return env["product.product"].create(
        [
            {
                "name": f"Bench commission {number}",
                "type": "service",
                "invoice_policy": "order",
                "list_price": 100.0 + number,
                "taxes_id": [Command.clear()],
                "categ_id": categories[number % CATEGORIES].id,
            }
            for number in range(PRODUCTS)
        ]
    )


def make_plan(env, products, start):
    """Return an approved plan: three generations, some goods by themselves."""
    plan = env["distributor.commission.plan"].create(
        {"name": "Bench", "pay_persons": True, "max_generations": GENERATIONS}
    )
    rules = [
        {"generation": generation, "rate": 6.0 - generation}
        for generation in range(1, GENERATIONS + 1)
    ]
    rules += [
        {"generation": 1, "rate": 4.0 + number / 10, "categ_id": category.id}
        for number, category in enumerate(products.categ_id)
    ]
    rules += [
        {"generation": 2, "rate": 3.0, "product_id": product.id}
        for product in products[:5]
    ]
    version = env["distributor.commission.version"].create(
        {
            "plan_id": plan.id,
            "date_start": start,
            "rule_ids": [Command.create(rule) for rule in rules],
        }
    )
    # as the installation does; who may approve is tested elsewhere
    version.sudo().action_approve()
    return plan


def make_invoice(env, products):
    """Return a posted invoice of a distributor with three uplines."""
    env.company.authorization_in_use = False
    partner = make_distributor(env)
    distributor = env["distributor.distributor"].search(
        [("partner_id", "=", partner.id)]
    )
    distributor.prepaid = False
    order = make_order(env, partner, products[:LINES_OF_A_DOCUMENT])
    order.action_confirm()
    invoice = order._create_invoices()
    invoice.invoice_date = DAY
    invoice.action_post()
    env.flush_all()
    return invoice


def clone_people(cr, distributor):
    """Return the first id of PEOPLE distributors, each a company of its own."""
    cr.execute(
        "SELECT GREATEST((SELECT MAX(id) FROM res_partner),"
        " (SELECT MAX(id) FROM distributor_distributor)) + 1"
    )
    [first] = cr.fetchone()
    source = SQL("generate_series(%s, %s) AS number", first, first + PEOPLE - 1)
    number = SQL("number")
    partner = distributor.partner_id.id
    clone_rows(
        cr, "res_partner", partner, source, id=number, commercial_partner_id=number
    )
    clone_rows(
        cr,
        "distributor_distributor",
        distributor.id,
        source,
        id=number,
        partner_id=number,
        code=SQL("'BENCH-C' || number"),
    )
    return first


def make_documents(env, count):
    """Make invoices with their orders and chains, and return their ids.

    The n-th line of all is of product n modulo PRODUCTS; a document's buyer and its
    uplines follow from its number.
    """
    cr = env.cr
    products = make_products(env)
    invoice = make_invoice(env, products)
    order = invoice.line_ids.sale_line_ids.order_id
    make_plan(env, products, DAY.replace(day=1))
    cr.commit()
    for table in TABLES:
        unburden(cr, table)
    people = clone_people(cr, order.distributor_id)
    cr.execute(
        "SELECT GREATEST((SELECT MAX(id) FROM account_move), (SELECT MAX(id) FROM"
        " account_move_line), (SELECT MAX(id) FROM sale_order),"
        " (SELECT MAX(id) FROM sale_order_line)) + 1"
    )
    [first] = cr.fetchone()
    documents = SQL("generate_series(%s, %s) AS number", first, first + count - 1)
    number = SQL("number")
    name = SQL("'BENCH/' || number")
    clone_rows(
        cr,
        "sale_order",
        order.id,
        documents,
        id=number,
        name=name,
        client_order_ref=name,
    )
    clone_rows(
        cr,
        "account_move",
        invoice.id,
        documents,
        id=number,
        name=name,
        sequence_number=number,
        payment_reference=name,
        access_token=SQL("NULL"),
    )
    clone_lines(cr, first, count, invoice, order, products)
    clone_chains(cr, documents, order, people)
    cr.commit()
    restore(cr)
    return range(first, first + count)


def clone_lines(cr, first, count, invoice, order, products):
    """Give each document its lines, and each invoice line its order line."""
    lines = SQL(
        "generate_series(%s, %s) AS number",
        first,
        first + count * LINES_OF_A_DOCUMENT - 1,
    )
    at = SQL("(number - %s)", first)
    document = SQL("%s + %s / %s", first, at, LINES_OF_A_DOCUMENT)
    values = {
        "id": SQL("number"),
        "product_id": SQL("%s + %s %% %s", products[0].id, at, PRODUCTS),
    }
    template = invoice.invoice_line_ids[0]
    net = SQL("(100 + %s %% 997 + 0.37)", at)
    clone_rows(
        cr,
        "account_move_line",
        template.id,
        lines,
        move_id=document,
        balance=SQL("-%s", net),
        amount_currency=SQL("-%s", net),
        credit=net,
        price_subtotal=net,
        price_total=net,
        **values,
    )
    clone_rows(
        cr,
        "sale_order_line",
        template.sale_line_ids.id,
        lines,
        order_id=document,
        **values,
    )
    cr.execute(
        SQL(
            "INSERT INTO sale_order_line_invoice_rel (invoice_line_id, order_line_id)"
            " SELECT number, number FROM %s",
            lines,
        )
    )


def clone_chains(cr, documents, order, people):
    """Give each order a buyer and its uplines."""
    cr.execute("SELECT MAX(id) FROM distributor_chain")
    [base] = cr.fetchone()
    for chain in order.chain_ids:
        generation = chain.generation
        clone_rows(
            cr,
            "distributor_chain",
            chain.id,
            documents,
            id=SQL("%s + number * 4 + %s", base, generation),
            order_id=SQL("number"),
            distributor_id=SQL(
                "%s + (number * 7 + %s) %% %s", people, generation * 131, PEOPLE
            ),
        )


def restore(cr):
    """Bring back the indexes that the booking reads by, and the statistics."""
    for table, column in (
        ("account_move_line", "move_id"),
        ("sale_order_line", "order_id"),
        ("distributor_chain", "order_id"),
    ):
        cr.execute(
            SQL(
                "CREATE INDEX ON %s (%s)",
                SQL.identifier(table),
                SQL.identifier(column),
            )
        )
    for table in TABLES:
        cr.execute(SQL("ALTER TABLE %s ENABLE TRIGGER USER", SQL.identifier(table)))
    cr.commit()
    for table in TABLES:
        cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))
    cr.commit()
