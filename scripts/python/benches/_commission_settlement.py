# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Settling a month beside bare statements, on an empty table and with a history."""
# pylint: disable=invalid-commit; it works on a copy that is dropped

import os
import time
from datetime import date

from bounds import at_most
from cloned import clone_rows, unburden
from dateutil.relativedelta import relativedelta

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import SQL

SMALL = int(os.environ.get("BENCH_COMMISSION_SMALL", "100000"))
LARGE = int(os.environ.get("BENCH_COMMISSION_LARGE", "1000000"))
LINES_OF_A_DOCUMENT = 5
GENERATIONS = 3
DISTRIBUTORS = 10_000
HISTORY = 10  # months of the same size that are settled already
MONTH = date(2020, 1, 1)
ROUNDS = 5
BOUND, HISTORY_BOUND = 3, 1.1
SOURCE, ENTRY = "distributor_commission_source", "distributor_commission_entry"
HEADER = "distributor_commission_settlement"
LINE = "distributor_commission_settlement_line"


def make_plan(env):
    """Make a plan and a distributor for each settlement; return (plan, first id)."""
    company = env["res.company"].create({"name": "Bench"})
    plan = env["distributor.commission.plan"].create(
        {"name": "Bench", "company_id": company.id, "hold_documents": False}
    )
    one = env["distributor.distributor"].create(
        {
            "code": "BENCH",
            "partner_id": env["res.partner"].create({"name": "Bench"}).id,
            "company_id": company.id,
            "level_id": env.ref("distributor.distributor_level_store").id,
            "state": "active",
        }
    )
    env.flush_all()
    cr = env.cr
    numbers = SQL("generate_series(1, %s) AS number", DISTRIBUTORS - 1)
    partner, who = one.partner_id.id, one.id
    ids = SQL("%s + number", partner)
    unburden(cr, "res_partner")
    clone_rows(cr, "res_partner", partner, numbers, id=ids, commercial_partner_id=ids)
    unburden(cr, "distributor_distributor")
    clone_rows(
        cr,
        "distributor_distributor",
        who,
        numbers,
        id=SQL("%s + number", who),
        partner_id=ids,
        code=SQL("'BENCH' || number"),
    )
    return plan, who


def make_month(env, plan, first, month, lines):
    """Make the documents and entries of a month; return their number and their sum."""
    cr = env.cr
    documents = lines // LINES_OF_A_DOCUMENT
    cr.execute(
        SQL(
            """
            WITH source AS (
                INSERT INTO distributor_commission_source (
                       company_id, currency_id, event, plan_id, date, document,
                       release_date, open, undone)
                SELECT %(company)s, %(currency)s, 'invoiced', %(plan)s,
                       %(month)s::date + number %% 28, 'INV/' || number,
                       %(month)s::date + number %% 28, TRUE, FALSE
                  FROM generate_series(1, %(documents)s) AS number
             RETURNING id, date
            )
            INSERT INTO distributor_commission_entry (
                   company_id, currency_id, source_id, document_id, beneficiary_id,
                   kind, date, due_date, earner, generation, amount)
            SELECT %(company)s, %(currency)s, source.id, source.id,
                   %(first)s + (source.id * 7 + generation * 131) %% %(people)s,
                   'accrual', source.date, source.date, 'upline', generation,
                   line + generation
              FROM source
        CROSS JOIN generate_series(1, %(lines)s) AS line
        CROSS JOIN generate_series(1, %(generations)s) AS generation
            """,
            company=plan.company_id.id,
            currency=plan.currency_id.id,
            plan=plan.id,
            month=month,
            documents=documents,
            first=first,
            people=DISTRIBUTORS,
            lines=LINES_OF_A_DOCUMENT,
            generations=GENERATIONS,
        )
    )
    rows = cr.rowcount
    analyze(cr, SOURCE, ENTRY)
    each = sum(
        line + generation
        for line in range(1, LINES_OF_A_DOCUMENT + 1)
        for generation in range(1, GENERATIONS + 1)
    )
    return rows, documents * each


def analyze(cr, *tables):
    cr.commit()
    for table in tables:
        cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))
    cr.commit()


def measure_bare(cr, plan, rows, total):
    """Return the seconds of one INSERT and one UPDATE … FROM on a copy of the rows."""
    cr.execute("DROP TABLE IF EXISTS bare_entry, bare_settlement")
    cr.execute(
        SQL(
            "CREATE TABLE bare_entry AS SELECT id, company_id, currency_id, source_id,"
            " beneficiary_id, date, due_date, amount, NULL::int AS settlement_id"
            " FROM %s WHERE company_id = %s",
            SQL.identifier(ENTRY),
            plan.company_id.id,
        )
    )
    cr.execute("ALTER TABLE bare_entry ADD PRIMARY KEY (id)")
    cr.execute("CREATE INDEX ON bare_entry (settlement_id)")
    cr.execute(
        "CREATE TABLE bare_settlement (id serial PRIMARY KEY, beneficiary_id int,"
        " amount numeric, entries int)"
    )
    analyze(cr, "bare_entry", "bare_settlement")
    start = time.perf_counter()
    cr.execute(
        "INSERT INTO bare_settlement (beneficiary_id, amount, entries)"
        " SELECT beneficiary_id, SUM(amount), COUNT(*) FROM bare_entry"
        " WHERE settlement_id IS NULL GROUP BY beneficiary_id"
    )
    cr.execute(
        "UPDATE bare_entry SET settlement_id = bare_settlement.id FROM bare_settlement"
        " WHERE bare_settlement.beneficiary_id = bare_entry.beneficiary_id"
    )
    cr.commit()
    seconds = time.perf_counter() - start
    cr.execute(
        "SELECT COUNT(*), SUM(amount), SUM(entries), (SELECT COUNT(settlement_id)"
        " FROM bare_entry) FROM bare_settlement"
    )
    check("bare", cr.fetchone(), (DISTRIBUTORS, total, rows, rows))
    return seconds


def check(name, found, expected):
    if found != expected:
        raise RuntimeError(f"{name}: {found} instead of {expected}")


def settle(env, plan, month, rows, total):
    """Return the seconds of settling a month, once the sums were checked."""
    settlements = env["distributor.commission.settlement"]
    start = time.perf_counter()
    settlements._settle_plan(plan, month)
    env.cr.commit()
    seconds = time.perf_counter() - start
    env.cr.execute(
        "SELECT COUNT(*), SUM(entry_count), SUM(amount_total),"
        " (SELECT COUNT(*) FROM distributor_commission_source"
        "   WHERE plan_id = %(plan)s AND open)"
        "  FROM distributor_commission_settlement"
        " WHERE plan_id = %(plan)s AND date_start = %(month)s",
        {"plan": plan.id, "month": month},
    )
    check("settled", env.cr.fetchone(), (DISTRIBUTORS, rows, total, 0))
    env.cr.execute(
        SQL(
            "SELECT COUNT(DISTINCT entry.id), SUM(entry.amount), COUNT(*)"
            "  FROM distributor_commission_settlement AS settlement"
            "  JOIN %s AS line ON line.settlement_id = settlement.id"
            "  JOIN %s AS entry ON entry.id = line.entry_id"
            "   AND entry.beneficiary_id = settlement.beneficiary_id"
            " WHERE settlement.plan_id = %s AND settlement.date_start = %s",
            SQL.identifier(LINE),
            SQL.identifier(ENTRY),
            plan.id,
            month,
        )
    )
    check("lines of settlements", env.cr.fetchone(), (rows, total, rows))
    return seconds


def measure(small, large):
    """Yield the lines to print; return the seconds of an entry of the large month."""
    yield from measure_months(small)
    return (yield from measure_month(large, LARGE))


def measure_month(database, lines):
    """Yield what one month costs; return the seconds of an entry."""
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        plan, first = make_plan(env)
        made = make_month(env, plan, first, MONTH, lines)
        bare = measure_bare(cr, plan, *made)
        seconds = settle(env, plan, MONTH, *made)
    yield from tell(made[0], bare, seconds)
    return seconds / made[0]


def tell(rows, bare, seconds):
    yield f"{f'{rows:,} entries, bare INSERT and UPDATE':<44}{bare:>9.2f} s"
    yield f"{f'settled for {DISTRIBUTORS:,} distributors':<44}{seconds:>9.2f} s"
    ratio = seconds / bare
    yield at_most(f"{'  / bare':<44}{ratio:>9.2f}", ratio, BOUND)


def measure_months(database):
    """Yield what a month costs on an empty table and with a history."""
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        plan, first = make_plan(env)
        made = make_month(env, plan, first, MONTH, SMALL)
        bare = measure_bare(cr, plan, *made)
        times = [settle(env, plan, MONTH, *made)]
        yield from tell(made[0], bare, times[0])
        for number in range(1, HISTORY + ROUNDS):
            month = MONTH + relativedelta(months=number)
            made = make_month(env, plan, first, month, SMALL)
            times.append(settle(env, plan, month, *made))
    # others use the machine as well: the best of each
    early, late = min(times[:ROUNDS]), min(times[-ROUNDS:])
    yield f"{f'after {HISTORY} settled months':<44}{late:>9.2f} s"
    ratio = late / early
    label = "  / in the first months"
    yield at_most(f"{label:<44}{ratio:>9.2f}", ratio, HISTORY_BOUND)
