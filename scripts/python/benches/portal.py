# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The portal of a distributor with 5,000 orders, 20,000 movements of its wallet and
200,000 commission entries, beside the portal of Odoo for a customer with as many
orders, who is shown as many on a page: one process, warm, asked for in turn. Works on a
copy of the database, which is dropped again."""
# pylint: disable=invalid-commit; it works on a copy that is dropped

import os
from importlib import import_module
from statistics import median
from unittest.mock import patch

from benches._commission_page import HOME, Browser
from benches._portal_channel import History
from bounds import at_most
from copied import copied

from odoo import SUPERUSER_ID, api, sql_db, tools
from odoo.modules.registry import Registry

WARM_UP = 2
ROWS = 20  # on a page
LEAST = 9  # requests of each page
FIRST, LIST = "/my", "/my/orders"
DEEP = 200  # pages, in the middle of the history
# {page: (what it is compared with, bound)}
PAGES = {
    HOME: (FIRST, 2.0),
    f"{HOME}/more": (FIRST, 2.0),
    f"{HOME}/orders": (LIST, 1.5),
    f"{HOME}/orders?after={{order}}": (f"{LIST}/page/{DEEP}", 1.5),
    f"{HOME}/orders?search=BENCH": (LIST, 1.5),
    f"{HOME}/wallet": (LIST, 1.5),
    f"{HOME}/wallet?month=all&after={{movement}}": (f"{LIST}/page/{DEEP}", 1.5),
    f"{HOME}/commission": (LIST, 1.5),
    f"{HOME}/commission?month=all": (LIST, 1.5),
    f"{HOME}/commission/settlements": (LIST, 1.5),
    f"{HOME}/order": (LIST, 1.5),
    f"{HOME}/deliveries": (LIST, 1.5),
    f"{HOME}/returns": (LIST, 1.5),
    f"{HOME}/team": (LIST, 1.5),
    f"{HOME}/restock": (LIST, 1.5),
    f"{HOME}/statements": (LIST, 1.5),
    f"{HOME}/documents": (LIST, 1.5),
    f"{HOME}/prices": (LIST, 1.5),
    f"{HOME}/members": (LIST, 1.5),
}


def measure(database, repeat):
    """Yield a line for each page: medians of pairs outlast a busy machine."""
    tools.config["db_name"] = [database]
    tools.config["dbfilter"] = ""
    with Registry(database).cursor() as cr:
        history = History(api.Environment(cr, SUPERUSER_ID, {}))
        history.fill()
        mine = Browser(database, history.user)
        stock = Browser(database, history.customer_user)
        rows = get_deep_rows(history)
        cr.commit()
        # known once the folder of the modules is
        controllers = import_module("odoo.addons.portal.controllers.portal")
    with patch.object(controllers.CustomerPortal, "_items_per_page", ROWS):
        yield from compare_all(mine, stock, rows, repeat)


def get_deep_rows(history):
    """Return the rows behind which a late page begins, as {name: id}."""
    own = [("distributor_id", "=", history.distributor.id)]
    moved = [("wallet_id", "=", history.wallet.id)]
    skipped = DEEP * ROWS
    rows = {
        "order": history.env["sale.order"].search(
            own, order="date_order desc, id desc", offset=skipped, limit=1
        ),
        "movement": history.env["distributor.wallet.entry"].search(
            moved, order="sequence desc, id desc", offset=skipped, limit=1
        ),
    }
    return {name: row.id for name, row in rows.items()}


def compare_all(mine, stock, rows, repeat):
    try:
        yield (f"{'':<52}{'stock':>10}{'page':>10}{'queries of each':>16}{'ratio':>6}")
        for address, (compared, bound) in PAGES.items():
            page = address.format(**rows)
            pairs, queries = compare(mine, page, stock, compared, repeat)
            bare, own = (1000 * median(taken) for taken in zip(*pairs, strict=True))
            ratio = median(two / one for one, two in pairs)
            line = (
                f"{page:<52}{bare:>7.1f} ms{own:>7.1f} ms"
                f"{queries[0]:>7}{queries[1]:>7}{ratio:>8.2f}"
            )
            yield at_most(line, ratio, bound)
    finally:
        mine.close()
        stock.close()


def compare(mine, page, stock, compared, repeat):
    """Return [(seconds of stock, of the page)] and the queries of each."""
    sides = ((stock, compared), (mine, page))
    pairs = []
    for number in range(max(LEAST, repeat) + WARM_UP):
        taken, queries = [0.0, 0.0], [0, 0]
        for side in (0, 1)[:: -1 if number % 2 else 1]:
            browser, url = sides[side]
            before = sql_db.sql_counter
            taken[side], text = browser.get(url)
            if "after=" in url and "before=" not in text:
                raise RuntimeError(f"{url} is the first page")
            queries[side] = sql_db.sql_counter - before
        if number >= WARM_UP:
            pairs.append(taken)
    return pairs, queries


def run(env, repeat):
    """Yield the lines to print."""
    yield "load of the machine, 1, 5 and 15 minutes: {:.1f} {:.1f} {:.1f}".format(
        *os.getloadavg()
    )
    with copied(env) as database:
        yield from measure(database, repeat)
