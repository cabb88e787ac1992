# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Lighthouse as on a phone, for pages of a distributor with years of history, beside
the first page of Odoo's portal, through the same proxy that compresses texts as one in
production does; and what the suite adds to the assets of that portal, compressed. The
script of Odoo's portal is the same on every page: performance is told with what its
execution costs a page, and without. Works on a copy of the database, which is dropped
again."""
# pylint: disable=invalid-commit; it works on a copy that is dropped

import gzip
import json
import os
import shutil
import subprocess
from pathlib import Path

from benches._commission_page import HOME, Browser
from benches._portal_channel import History
from bounds import at_least, under
from copied import copied
from serving import served, wait_for_answer

from odoo import SUPERUSER_ID, api, sql_db, tools
from odoo.modules.registry import Registry

from odoo.addons.base.models.assetsbundle import AssetsBundle

WEIGHT, PERFORMANCE, ACCESSIBILITY = 60, 90, 95
BUNDLE = "web.assets_frontend"
ROUNDS = 5
BLOCKING = "total-blocking-time"
STOCK = "stock /my"
PAGES = {
    STOCK: "/my",
    "home": HOME,
    "order": f"{HOME}/order",
    "wallet": f"{HOME}/wallet",
    "commission": f"{HOME}/commission",
}
SOURCE = Path(__file__).parents[2] / "lighthouse"
BROWSERS = ("chromium", "google-chrome", "chromium-browser")


def get_weight(env, suite):
    """Return the compressed bytes of the style sheet and the script of the portal.

    :param suite: whether with the files of the suite
    """
    files, _external = env["ir.qweb"]._get_asset_content(BUNDLE)
    chosen = [file for file in files if suite or "/distributor" not in file["url"][:12]]
    bundle = AssetsBundle(BUNDLE, chosen, env=env)
    styles = bundle.preprocess_css()
    scripts = "\n".join(asset.minify() for asset in bundle.javascripts)
    return sum(len(gzip.compress(text.encode())) for text in (styles, scripts))


def install():
    """Return the folder of Lighthouse, which is installed the first time."""
    folder = Path(tools.config["data_dir"]).parent / "lighthouse"
    folder.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json", "measure.js"):
        shutil.copy(SOURCE / name, folder / name)
    if not (folder / "node_modules" / "lighthouse").exists():
        subprocess.run(
            ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"],
            cwd=folder,
            check=True,
        )
    return folder


def look(url, session_id):
    """Return {page: what Lighthouse found}."""
    found = [path for name in BROWSERS if (path := shutil.which(name))]
    wanted = {
        "server": url,
        "chrome": found[0] if found else "",
        "session": session_id,
        "pages": PAGES,
    }
    done = subprocess.run(
        ["node", "measure.js"],
        cwd=install(),
        input=json.dumps(wanted),
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return json.loads(done.stdout)


def measure(database):
    """Yield the lines to print: the best of rounds, as the machine is not quiet."""
    tools.config["db_name"] = [database]
    tools.config["dbfilter"] = ""
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        bare, whole = (get_weight(env, suite) / 1000 for suite in (False, True))
        yield f"{'assets of the portal, compressed':<44}{bare:>9.1f} kB"
        added = whole - bare
        yield under(f"{'added by the suite':<44}{added:>9.1f} kB", added, WEIGHT)
        cr.rollback()
        env.invalidate_all()
        history = History(env)
        history.fill()
        browser = Browser(database, history.user)
        cr.commit()
    Registry.delete(database)
    sql_db.close_db(database)
    try:
        with served(database, 2) as (server, url):
            wait_for_answer(server, f"{url}/web/login")
            look(url, browser.session_id)  # the first requests compile the assets
            rounds = [look(url, browser.session_id) for _round in range(ROUNDS)]
    finally:
        browser.close()
    yield from tell(rounds)


def tell(rounds):
    """Yield a row for each page, and the points it loses to the script of stock."""
    columns = ("performance", "accessibility", "FCP", "LCP", "shift", "kB")
    names = (*columns, "blocking", "points for it")
    yield f"{'':<12}" + "".join(f"{name:>15}" for name in names)
    best = {
        page: max((one[page] for one in rounds), key=lambda found: found["performance"])
        for page in PAGES
    }
    for page, found in best.items():
        yield tell_page(page, found)
    for page, found in best.items():
        if page == STOCK:
            continue
        line = f"{f'{page}: performance, the best of {ROUNDS}':<57}"
        line = f"{line}{found['performance']:>9.0f}"
        yield at_least(line, round(found["performance"]), PERFORMANCE)
        # without what the same script costs on any page of the portal
        points = found["performance"] + found["lost"][BLOCKING]
        line = f"{f'{page}: performance, less the script of stock':<57}{points:>9.0f}"
        yield at_least(line, round(points), PERFORMANCE)
        line = f"{f'{page}: accessibility':<57}{found['accessibility']:>9.0f}"
        yield at_least(line, round(found["accessibility"]), ACCESSIBILITY)
    speeds = [one[page]["benchmark"] for one in rounds for page in PAGES]
    yield f"Lighthouse rates this machine {min(speeds):.0f} to {max(speeds):.0f}"


def tell_page(page, found):
    metrics = {name: value or 0 for name, value in found["metrics"].items()}
    return (
        f"{page:<12}{found['performance']:>15.0f}{found['accessibility']:>15.0f}"
        f"{metrics['first-contentful-paint'] / 1000:>13.1f} s"
        f"{metrics['largest-contentful-paint'] / 1000:>13.1f} s"
        f"{metrics['cumulative-layout-shift']:>15.3f}"
        f"{found['bytes'] / 1000:>15.0f}{metrics[BLOCKING]:>12.0f} ms"
        f"{found['lost'][BLOCKING]:>15.0f}    {', '.join(found['failed'])}"
    )


def run(env, _repeat):
    """Yield the lines to print."""
    yield f"load of the machine {os.getloadavg()[0]:.1f}, {os.cpu_count()} CPUs"
    with copied(env) as database:
        yield from measure(database)
