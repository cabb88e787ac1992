# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Holds, each in a transaction of its own and many in one, beside pgbench."""
# pylint: disable=invalid-commit; it works on a copy that is dropped

import random
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median

from benches.order import make_distributor
from bounds import at_least
from cloned import clone_rows, drop_foreign_keys

from odoo import SUPERUSER_ID, api, tools
from odoo.modules.registry import Registry
from odoo.tools import SQL

WALLETS = 10_000
CLIENTS = 8
SECONDS = 3
ROUNDS = 5
BATCH = 500
SINGLE_BOUND, BATCH_BOUND = 0.05, 0.20
VALS = {"kind": "refund", "origin": "Bench"}


def make_wallets(env, count):
    """Return the ids of wallets with money, made by the database.

    The entries and journal items behind them do not matter here.
    """
    distributor = env["distributor.distributor"].search(
        [("partner_id", "=", make_distributor(env).id)]
    )
    # a programme of a demo brand may have granted a reward
    wallet = distributor.wallet_ids.filtered(lambda w: w.purpose_id.code == "deposit")
    cr = env.cr
    cr.commit()
    cr.execute(
        "SELECT GREATEST((SELECT MAX(id) FROM res_partner), (SELECT MAX(id) FROM"
        " distributor_distributor), (SELECT MAX(id) FROM distributor_wallet))"
    )
    [base] = cr.fetchone()
    source = SQL("generate_series(%s, %s) AS number", base + 1, base + count)
    number = SQL("number")
    for table in ("res_partner", "distributor_distributor", "distributor_wallet"):
        cr.execute(SQL("ALTER TABLE %s DISABLE TRIGGER USER", SQL.identifier(table)))
        drop_foreign_keys(cr, table)
    clone_rows(
        cr,
        "res_partner",
        distributor.partner_id.id,
        source,
        id=number,
        commercial_partner_id=number,
    )
    clone_rows(
        cr,
        "distributor_distributor",
        distributor.id,
        source,
        id=number,
        partner_id=number,
        code=SQL("'BENCH-W' || number"),
    )
    clone_rows(
        cr,
        "distributor_wallet",
        wallet.id,
        source,
        id=number,
        partner_id=number,
        distributor_id=number,
    )
    for table in ("res_partner", "distributor_distributor", "distributor_wallet"):
        cr.execute(SQL("ALTER TABLE %s ENABLE TRIGGER USER", SQL.identifier(table)))
    cr.commit()
    cr.execute("ANALYZE res_partner, distributor_distributor, distributor_wallet")
    cr.commit()
    return range(base + 1, base + 1 + count)


def find_pgbench():
    found = shutil.which("pgbench") or max(
        map(str, Path("/usr/lib/postgresql").glob("*/bin/pgbench")), default=None
    )
    if not found:
        raise RuntimeError("pgbench is not installed beside PostgreSQL")
    return found


def run_pgbench(database, statement, wallets):
    """Return the transactions per second of the statement, in 8 clients."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(
            f"\\set wallet random({wallets.start}, {wallets.stop - 1})\n"
            f"BEGIN ISOLATION LEVEL REPEATABLE READ;\n{statement};\nCOMMIT;\n"
        )
        script.flush()
        options = {"-h": "db_host", "-p": "db_port", "-U": "db_user"}
        command = [find_pgbench(), "--no-vacuum", "--max-tries=10", "-f", script.name]
        command += ["-c", str(CLIENTS), "-j", "2", "-T", str(SECONDS)]
        for flag, name in options.items():
            if tools.config[name]:
                command += [flag, str(tools.config[name])]
        done = subprocess.run(
            [*command, database], check=True, capture_output=True, text=True
        )
    return float(re.search(r"tps = ([\d.]+)", done.stdout)[1])


def get_statement(env, cr):
    """Return the statement that places a hold, its wallet left to pgbench."""
    mark = 1_999_999_999
    placing = env["distributor.wallet.hold"]._prepare_placing([(mark, 0.01, VALS)])
    statement = cr.mogrify(placing.code, placing.params).decode()
    return " ".join(statement.replace(str(mark), ":wallet").split())


def place_single(registry, wallets):
    """Return the holds per second, each in its own transaction."""
    count, start = 0, time.perf_counter()
    while time.perf_counter() < start + SECONDS:
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            wallet = env["distributor.wallet"].browse(random.choice(wallets))
            env["distributor.wallet.hold"]._place(wallet, 0.01, **VALS)
        count += 1
    return count / (time.perf_counter() - start)


def place_batches(registry, wallets):
    """Return the holds per second of one process, many in a transaction."""
    count, start = 0, time.perf_counter()
    while time.perf_counter() < start + SECONDS:
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            chosen = env["distributor.wallet"].browse(random.choices(wallets, k=BATCH))
            env["distributor.wallet.hold"]._place_many(
                [(wallet, 0.01, VALS) for wallet in chosen]
            )
        count += BATCH
    return count / (time.perf_counter() - start)


def measure(database):
    """Yield the lines to print: medians of interleaved rounds."""
    registry = Registry(database)
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        wallets = make_wallets(env, WALLETS)
        statement = get_statement(env, cr)
    rounds = [
        (
            run_pgbench(database, statement, wallets),
            place_single(registry, wallets),
            place_batches(registry, wallets),
        )
        for _round in range(ROUNDS)
    ]
    bare = median(tps for tps, _single, _batches in rounds)
    yield f"{'pgbench, 8 clients, 10,000 wallets':<40}{bare:>9.0f} /s"
    for column, name, bound in (
        (1, "a hold a transaction", SINGLE_BOUND),
        (2, f"{BATCH} holds a transaction", BATCH_BOUND),
    ):
        yield f"{name:<40}{median(r[column] for r in rounds):>9.0f} /s"
        ratio = median(r[column] / r[0] for r in rounds)
        line = f"{'  / pgbench':<40}{ratio:>9.1%}"
        yield at_least(line, ratio, bound, f"{bound:.0%}")
