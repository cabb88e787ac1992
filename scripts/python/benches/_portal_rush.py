# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Members of several distributors who order the same goods at the same time."""
# pylint: disable=invalid-commit; it works on a copy that is dropped

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from statistics import median, quantiles
from threading import Barrier, BoundedSemaphore
from uuid import uuid4

import requests
from benches._commission_page import HOME, Browser
from benches.order import make_partner
from bounds import exactly
from lxml import html
from serving import served, wait_for_answer

from odoo import SUPERUSER_ID, api, fields, sql_db, tools
from odoo.fields import Command
from odoo.modules.registry import Registry

DISTRIBUTORS, MEMBERS, WORKERS = 10, 5, 4
COVERED = 3  # orders of each distributor are paid by its wallet
TWICE = 5  # every so many members tap twice
QUANTITY, STOCK, PRICE = 2, 50, 100.0
ORDER = f"{HOME}/order"
TIMEOUT = 300  # seconds
# the proxy before a server keeps those waiting for whom its backlog has no room
PROXY = BoundedSemaphore(6 * WORKERS)
STEPS = ("choose", "check", "submit", "placed")


class Market:
    """Distributors with little money and goods of which there are too few."""

    def __init__(self, env):
        self.env = env
        company = env.company
        company.credit_in_use = company.authorization_in_use = False
        company.exception_policy_stock = "refuse"
        for name in ("distributor.order.rule", "tier.definition"):
            env[name].search([]).active = False
        self.product = env["product.product"].create(
            {
                "name": "Bench scarce",
                "type": "consu",
                "is_storable": True,
                "invoice_policy": "order",
                "list_price": PRICE,
                "taxes_id": False,
            }
        )
        pricelist = env["product.pricelist"].create({"name": "Bench"})
        warehouse = env["stock.warehouse"].search(
            [("company_id", "=", company.id)], limit=1
        )
        env["stock.quant"]._update_available_quantity(
            self.product, warehouse.lot_stock_id, STOCK
        )
        self.level = env["distributor.level"].search([], order="rank", limit=1)
        self.level.document_type_ids = False
        self.journal = env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", company.id)], limit=1
        )
        self.distributors = env["distributor.distributor"].union(
            *(self._make(number, pricelist) for number in range(DISTRIBUTORS))
        )
        self.users = env["res.users"].union(
            *(self._make_users(one) for one in self.distributors)
        )

    def _make(self, number, pricelist):
        partner = make_partner(self.env, f"Bench {number}")
        distributor = self.env["distributor.distributor"].create(
            {
                "partner_id": partner.id,
                "code": f"BENCH-{number}",
                "level_id": self.level.id,
            }
        )
        distributor.action_activate()
        self.env["distributor.territory.price"].create(
            {"distributor_id": distributor.id, "pricelist_id": pricelist.id}
        )
        wallet = self.env["distributor.wallet"]._get_or_create(
            distributor, self.env.company.currency_id
        )
        money = PRICE * QUANTITY * (COVERED + 0.5)
        wallet._top_up(money, self.journal, fields.Date.today())
        return distributor

    def _make_users(self, distributor):
        partners = self.env["res.partner"].create(
            [
                {"name": f"Bench {number}", "parent_id": distributor.partner_id.id}
                for number in range(MEMBERS)
            ]
        )
        return self.env["res.users"].create(
            [
                {
                    "name": partner.name,
                    "login": f"bench-{partner.id}",
                    "partner_id": partner.id,
                    "group_ids": [Command.set(self.env.ref("base.group_portal").ids)],
                }
                for partner in partners
            ]
        )


class Member:
    """Somebody with a phone, who orders in three steps."""

    def __init__(self, url, session, text, twice):
        self.url = url
        self.text = text
        self.twice = twice
        self.key = uuid4().hex
        self.seconds = {}
        self.statuses = []
        self.refusal = ""
        self._cookies = {"session_id": session}

    def _ask(self, step, method, path, **values):
        start = time.perf_counter()
        with PROXY:
            answer = requests.request(
                method,
                f"{self.url}{path}",
                cookies=self._cookies,
                timeout=TIMEOUT,
                allow_redirects=False,
                **values,
            )
        self.seconds[step] = time.perf_counter() - start
        self.statuses.append(answer.status_code)
        return answer

    def order(self, barrier):
        """Choose, check and submit when all others do."""
        barrier.wait()
        self._ask("choose", "GET", ORDER)
        basket = {"lines": self.text, "key": self.key}
        page = self._ask("check", "GET", f"{ORDER}/check", params=basket)
        [form] = html.fromstring(page.content).xpath(
            "//form[@id='o_distributor_order_submit']"
        )
        values = dict(form.form_values())
        for radio in html.fromstring(page.content).xpath("//input[@name='ship']"):
            values.setdefault("ship", radio.get("value"))
        self._submit(values)
        if not self.refusal:
            self._ask("placed", "GET", f"{ORDER}/placed/{self.key}")

    def _submit(self, values):
        def submit(step):
            return self._ask(step, "POST", f"{ORDER}/submit", data=values)

        if not self.twice:
            answers = [submit("submit")]
        else:
            with ThreadPoolExecutor(2) as fingers:
                answers = list(fingers.map(submit, ("submit", "again")))
        for answer in answers:
            if answer.status_code == 200:
                self.refusal = " ".join(
                    html.fromstring(answer.content)
                    .xpath("string(//div[hasclass('alert')])")
                    .split()
                )


def measure(database):
    """Yield the lines to print."""
    tools.config["db_name"] = [database]
    tools.config["dbfilter"] = ""
    with Registry(database).cursor() as cr:
        market = Market(api.Environment(cr, SUPERUSER_ID, {}))
        cr.commit()
        browsers = [Browser(database, user) for user in market.users]
        text = f"{market.product.id}-{QUANTITY}"
        ids = market.product.id, market.distributors.ids
        cr.commit()
    Registry.delete(database)
    sql_db.close_db(database)
    with served(database, WORKERS) as (server, url):
        wait_for_answer(server, f"{url}/web/login")
        members = [
            Member(url, browser.session_id, text, not number % TWICE)
            for number, browser in enumerate(browsers)
        ]
        warm_up(url, browsers)
        barrier = Barrier(len(members))
        start = time.perf_counter()
        with ThreadPoolExecutor(len(members)) as crowd:
            list(crowd.map(lambda member: member.order(barrier), members))
        seconds = time.perf_counter() - start
    for browser in browsers:
        browser.close()
    yield from tell(members, seconds)
    with Registry(database).cursor() as cr:
        yield from check(api.Environment(cr, SUPERUSER_ID, {}), members, *ids)


def warm_up(url, browsers):
    """Have each worker load what its first request loads."""
    with ThreadPoolExecutor(WORKERS) as crowd:
        list(
            crowd.map(
                lambda browser: requests.get(
                    f"{url}{ORDER}",
                    cookies={"session_id": browser.session_id},
                    timeout=TIMEOUT,
                ),
                browsers[: 4 * WORKERS],
            )
        )


def tell(members, seconds):
    count = len(members)
    yield f"{f'{count} members ordered in':<44}{seconds:>9.1f} s"
    for step in STEPS:
        taken = [one.seconds[step] for one in members if step in one.seconds]
        yield (
            f"{f'  {step}: median, p95':<44}{1000 * median(taken):>9.0f} ms"
            f"{1000 * quantiles(taken, n=20)[-1]:>9.0f} ms"
        )
    whole = [sum(member.seconds.get(step, 0) for step in STEPS) for member in members]
    yield (
        f"{'  all of it: median, p95':<44}{1000 * median(whole):>9.0f} ms"
        f"{1000 * quantiles(whole, n=20)[-1]:>9.0f} ms"
    )
    statuses = Counter(status for member in members for status in member.statuses)
    errors = sum(number for status, number in statuses.items() if status >= 400)
    told = ", ".join(f"{number} × {status}" for status, number in statuses.items())
    yield expect("answers that are errors", errors, 0, f"({told})")
    refused = [member.refusal for member in members if member.refusal]
    label = "told that the goods are gone"
    yield f"{label:<44}{len(refused):>9}         {refused[:1] or ''}"


def expect(label, found, expected, more=""):
    return exactly(f"{label:<44}{found:>9.0f}", found, expected, more)


def check(env, members, product_id, distributor_ids):
    """Yield what must hold afterwards, beside what it must be."""
    keys = [member.key for member in members]
    orders = env["sale.order"].search([("portal_order_key", "in", keys)])
    every = env["sale.order"].search([("distributor_id", "in", distributor_ids)])
    confirmed = orders.filtered(lambda order: order.state == "sale")
    expected = min(DISTRIBUTORS * COVERED, STOCK // QUANTITY)
    placed = sum(not member.refusal for member in members)
    yield expect("orders", len(every), placed)
    label = "  confirmed, as wallets and stock suffice"
    yield expect(label, len(confirmed), expected)
    units = sum(confirmed.order_line.mapped("product_uom_qty"))
    yield expect("units confirmed beyond what is there", max(0, units - STOCK), 0)
    unlike = [
        order
        for order in orders
        if order.currency_id.compare_amounts(
            sum(order.wallet_hold_ids.mapped("order_remaining")),
            order.amount_total if order in confirmed else 0,
        )
    ]
    yield expect("  orders with other holds than they need", len(unlike), 0)
    wallets = env["distributor.wallet"].search(
        [("distributor_id", "in", distributor_ids)]
    )
    overdrawn = wallets.filtered(lambda w: w.available < 0)
    differences = len(env["distributor.wallet"]._get_differences())
    yield expect("wallets overdrawn", len(overdrawn), 0)
    yield expect("wallets that differ", differences, 0)
    quants = env["stock.quant"].search(
        [("product_id", "=", product_id), ("location_id.usage", "=", "internal")]
    )
    reserved = sum(quants.mapped("reserved_quantity"))
    moves = env["stock.move"].search([("product_id", "=", product_id)])
    wanted = expected * QUANTITY
    yield expect("units reserved, at most what is there", reserved, wanted)
    promised = sum(moves.mapped("quantity"))
    yield expect("  of them in deliveries", promised, wanted)
