# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Pages of one distributor about its commission, asked for as a browser does."""
# pylint: disable=invalid-commit; it works on a copy that is dropped

import os
import time
from statistics import median

from bounds import at_most
from dateutil.relativedelta import relativedelta
from werkzeug.test import Client

import odoo.http
from odoo import SUPERUSER_ID, api, tools
from odoo.fields import Command
from odoo.modules.registry import Registry
from odoo.service import security
from odoo.tools import SQL

FEW = 1_000
MANY = int(os.environ.get("BENCH_COMMISSION_ENTRIES", "1000000"))
LINES = 3  # entries of a document
MONTHS = 60  # of history
ROUNDS = 4  # requests of each page, times the repetitions
BOUND = 1.5
HOME = "/my/distribution"
TABLES = (
    "distributor_commission_source",
    "distributor_commission_entry",
    "distributor_commission_settlement_line",
)
MAKE = """
    WITH source AS (
        INSERT INTO distributor_commission_source (
               company_id, currency_id, event, plan_id, date, document, chain,
               waiting, expected_date, release_date, open, undone)
        SELECT %(company)s, %(currency)s, 'invoiced', %(plan)s, day.date,
               %(name)s || number, %(chain)s,
               CASE WHEN %(open)s AND number %% 3 = 0 THEN 'payment' END,
               day.date + 30,
               CASE WHEN NOT %(open)s OR number %% 3 > 0 THEN day.date END,
               %(open)s, FALSE
          FROM generate_series(1, %(documents)s) AS number
    CROSS JOIN LATERAL (
               SELECT %(first)s::date + (number %% %(days)s)::int AS date
               ) AS day
     RETURNING id, date
    ), entry AS (
        INSERT INTO distributor_commission_entry (
               company_id, currency_id, source_id, document_id, beneficiary_id,
               version_id, kind, date, due_date, earner, generation, rate, rate_kind,
               basis, basis_kind, amount)
        SELECT %(company)s, %(currency)s, source.id, source.id,
               %(who)s + source.id %% %(people)s, %(version)s, 'accrual', source.date,
               source.date, 'upline', 1, 5, 'percent', 100 * line, 'net', 5 * line
          FROM source
    CROSS JOIN generate_series(1, %(lines)s) AS line
     RETURNING id
    )
    INSERT INTO distributor_commission_settlement_line (settlement_id, entry_id)
    SELECT %(settlement)s, id FROM entry WHERE %(settlement)s IS NOT NULL
"""


class Channel:
    """A distributor with a login, and entries made by the database."""

    def __init__(self, env):
        company = env.company
        self.today = company._get_commission_today()
        self.plan = env["distributor.commission.plan"].create(
            {
                "name": "Bench",
                "company_id": company.id,
                "version_ids": [
                    Command.create(
                        {
                            "date_start": "2020-01-01",
                            "rule_ids": [Command.create({"generation": 1, "rate": 5})],
                        }
                    )
                ],
            }
        )
        partner = env["res.partner"].create({"name": "Bench"})
        self.distributor = env["distributor.distributor"].create(
            {
                "code": "BENCH",
                "partner_id": partner.id,
                "company_id": company.id,
                "level_id": env["distributor.level"].search([], limit=1).id,
                "state": "active",
            }
        )
        self.user = env["res.users"].create(
            {
                "name": "Bench",
                "login": "bench",
                "partner_id": partner.id,
                "company_id": company.id,
                "company_ids": [Command.set(company.ids)],
                "group_ids": [Command.set(env.ref("base.group_portal").ids)],
            }
        )
        self.settlement = env["distributor.commission.settlement"].create(
            {
                "name": "BENCH",
                "company_id": company.id,
                "currency_id": company.currency_id.id,
                "plan_id": self.plan.id,
                "beneficiary_id": self.distributor.id,
                "date_start": self.today + relativedelta(day=1, months=-1),
                "date_end": self.today + relativedelta(day=1, days=-1),
                "state": "paid",
                "outcome": "bill",
            }
        )
        env.flush_all()

    def add(self, cr, name, count, people=1, who=0, months=0):
        """Add entries: those of earlier months are settled.

        :param people: over how many beneficiaries, of whom none exists but the first
        :param months: before this one; 0 is this month
        """
        days = months * 30 if months else self.today.day
        first = self.today + relativedelta(day=1) - relativedelta(days=months * 30)
        cr.execute(
            SQL(
                MAKE,
                name=name,
                chain=f"[[0, {self.distributor.id}, 1, 1, 1]]",
                company=self.plan.company_id.id,
                currency=self.plan.currency_id.id,
                plan=self.plan.id,
                version=self.plan.version_ids.id,
                open=not months,
                documents=count // LINES,
                days=days,
                first=first,
                who=who or self.distributor.id,
                people=people,
                lines=LINES,
                settlement=self.settlement.id if months else None,
            )
        )
        cr.commit()
        for table in TABLES:
            cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))
        cr.commit()


class Browser:
    """A visitor that is logged in."""

    def __init__(self, database, user):
        odoo.http.root.initialize()
        session = odoo.http.root.session_store.new()
        session.update(
            odoo.http.get_default_session(), db=database, _trace_disable=True
        )
        session.uid, session.login = user.id, user.login
        session.session_token = security.compute_session_token(session, user.env)
        session.context = dict(user.with_user(user).context_get())
        odoo.http.root.session_store.save(session)
        self._session, self.session_id = session, session.sid
        self._client = Client(odoo.http.root)
        self._client.set_cookie("session_id", session.sid)

    def close(self):
        odoo.http.root.session_store.delete(self._session)

    def get(self, url):
        """Return (seconds, page).

        :raise RuntimeError: it is not answered with a page
        """
        start = time.perf_counter()
        response = self._client.get(url)
        text = response.get_data(as_text=True)
        seconds = time.perf_counter() - start
        if response.status_code != 200:
            raise RuntimeError(f"{url}: {response.status}")
        return seconds, text


def get_pages(channel, has_history):
    """Return {name: address}; the one behind a cursor begins amid the history."""
    commission = f"{HOME}/commission"
    months = -MONTHS // 2 if has_history else 0
    middle = channel.today + relativedelta(day=15, months=months)
    return {
        "this month": commission,
        "this month, oldest first": f"{commission}?sort=old",
        "this month, largest first": f"{commission}?sort=total",
        "this month, waits for payment": f"{commission}?state=payment",
        "all months": f"{commission}?month=all",
        "all months, a page behind a cursor": f"{commission}?month=all"
        f"&after={middle}_{2**31 - 1}",
        "all months, an order by its number": f"{commission}?month=all&search=S00001",
        "first page of the portal": HOME,
    }


def prepare(database, has_history):
    """Return a browser, its pages and the number of entries."""
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        channel = Channel(env)
        channel.add(cr, "BENCH-A", FEW)
        if has_history:
            half = (MANY - FEW) // 2
            channel.add(cr, "BENCH-B", half, months=MONTHS)
            others = channel.distributor.id + 1
            channel.add(cr, "BENCH-C", half, people=1000, who=others, months=MONTHS)
        cr.execute("SELECT COUNT(*) FROM distributor_commission_entry")
        [rows] = cr.fetchone()
        browser = Browser(database, channel.user)
        cr.commit()
    return browser, get_pages(channel, has_history), rows


def measure(small, large, repeat):
    """Yield the lines to print: medians of pairs outlast a busy machine."""
    tools.config["db_name"] = [small, large]
    tools.config["dbfilter"] = ""
    sides = [prepare(small, False), prepare(large, True)]
    times = {name: ([], []) for name in sides[0][1]}
    try:
        for number in range(repeat * ROUNDS + 2):
            for name, taken in times.items():
                for side in (0, 1)[:: -1 if number % 2 else 1]:
                    browser, pages, _rows = sides[side]
                    seconds, _text = browser.get(pages[name])
                    if number >= 2:
                        taken[side].append(seconds)
    finally:
        for browser, _pages, _rows in sides:
            browser.close()
    few, many = (f"{rows:,} entries" for _browser, _pages, rows in sides)
    yield f"{'':<36}{few:>18}{many:>20}{'ratio':>8}"
    for name, taken in times.items():
        few, many = (1000 * median(seconds) for seconds in taken)
        ratio = median(m / f for f, m in zip(*taken, strict=True))
        cells = f"{few:>15.1f} ms{many:>17.1f} ms{ratio:>8.2f}"
        yield at_most(f"{name:<36}{cells}", ratio, BOUND)
