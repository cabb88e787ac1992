# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""One commission run by servers with different numbers of workers."""
# pylint: disable=invalid-commit; it works on copies that are dropped

import os
import signal
import time
from contextlib import contextmanager

from benches._commission_documents import (
    DAY,
    LINES_OF_A_DOCUMENT,
    make_documents,
)
from copied import copied
from serving import served

from odoo import SUPERUSER_ID, api, sql_db, tools
from odoo.modules.registry import Registry
from odoo.tools import SQL

LINES = int(os.environ.get("BENCH_COMMISSION_WORKERS_LINES", "200000"))
WORKERS = (1, 2, 4)
# every so many documents one is a credit note of the document before
REFUNDS = 20
# seconds
PATIENCE = 900
# what the job runner holds in each of its databases
RUNNER_LOCK = 2293787760715711918
# what differs from copy to copy by nature: ids of rows that the workers write
# together, and the time
FINGERPRINT = """
    SELECT COUNT(*), SUM(amount), MD5(STRING_AGG(written, ' ' ORDER BY written))
      FROM (
        SELECT entry.amount,
               ((to_jsonb(entry) - ARRAY['id', 'key', 'booked_date'])
                || jsonb_build_object(
                    'source_id', sale.move_id,
                    'document_id', document.move_id,
                    'origin_entry_id', origin.move_line_id || '/' || origin.generation
                ))::text AS written
          FROM distributor_commission_entry AS entry
          JOIN distributor_commission_source AS sale ON sale.id = entry.source_id
          JOIN distributor_commission_source AS document
            ON document.id = entry.document_id
     LEFT JOIN distributor_commission_entry AS origin
            ON origin.id = entry.origin_entry_id
         WHERE document.move_id BETWEEN %(first)s AND %(last)s
      ) AS found
"""
# Some become credit notes of the document before them, line by line.
MAKE_REFUNDS = (
    """
    UPDATE account_move
       SET move_type = 'out_refund', reversed_entry_id = id - 1
     WHERE id BETWEEN %(first)s AND %(last)s
       AND (id - %(first)s) %% %(every)s = %(every)s - 1
    """,
    """
    UPDATE account_move_line AS line
       SET balance = -before.balance, amount_currency = -before.amount_currency
      FROM account_move AS move, account_move_line AS before
     WHERE move.id BETWEEN %(first)s AND %(last)s
       AND move.move_type = 'out_refund'
       AND line.move_id = move.id AND before.id = line.id - %(lines)s
    """,
    """
    UPDATE sale_order_line_invoice_rel AS rel
       SET order_line_id = rel.order_line_id - %(lines)s
      FROM account_move_line AS line, account_move AS move
     WHERE move.id BETWEEN %(first)s AND %(last)s
       AND move.move_type = 'out_refund'
       AND line.move_id = move.id AND rel.invoice_line_id = line.id
    """,
)
STARTED = """
    SELECT worker_pid
      FROM queue_job
     WHERE state = 'started' AND channel = 'root.commission'
       AND method_name = '_book'
     LIMIT 1
"""
PROGRESS = """
    SELECT run.state, COUNT(*) FILTER (WHERE part.state = 'done'), COUNT(*)
      FROM distributor_commission_run AS run
      JOIN distributor_commission_run_part AS part ON part.run_id = run.id
     WHERE run.id = %(run)s
  GROUP BY run.id
"""


def measure(env, database):
    """Yield the lines to print; return the seconds of an entry by the best number."""
    documents = fill(database)
    yield f"{'lines of documents':<44}{len(documents) * LINES_OF_A_DOCUMENT:>12,}"
    seconds, written = {}, {}
    for workers in WORKERS:
        with copied(env, database) as copy:
            seconds[workers], written[workers] = run_with(copy, workers, documents)
        rows, amount, mark = written[workers]
        yield f"{f'{workers} worker(s): from enqueuing to the last part':<44}" + (
            f"{seconds[workers]:>12.2f} s   {describe_load()}"
        )
        yield f"{'  rows, sum':<44}{rows:>12,}     {amount:,.2f}   {mark}"
        yield f"{'  lines a second':<44}{LINES / seconds[workers]:>12,.0f}"
        if workers > 1:
            yield f"{'  faster than one':<44}{seconds[1] / seconds[workers]:>12.2f} x"
    with copied(env, database) as copy:
        spent, written["killed"] = run_with(copy, 2, documents, kill=True)
    yield f"{'2 workers, one killed half-way':<44}{spent:>12.2f} s   {describe_load()}"
    check(written)
    yield f"{'the same rows each time':<44}{'yes':>12}"
    return min(seconds.values()) / written[1][0]


def check(written):
    """Raise unless each run wrote the same rows, and some."""
    if len(set(written.values())) != 1:
        raise RuntimeError(f"rows differ by the number of workers: {written}")
    rows, _amount, _mark = written[1]
    if not rows:
        raise RuntimeError("no row was written")


def describe_load():
    return f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} CPUs"


def fill(database):
    """Make the documents in a database, and leave it."""
    with use(database) as env:
        moves = make_documents(env, LINES // LINES_OF_A_DOCUMENT)
        for statement in MAKE_REFUNDS:
            env.cr.execute(
                SQL(
                    statement,
                    first=moves[0],
                    last=moves[-1],
                    every=REFUNDS,
                    lines=LINES_OF_A_DOCUMENT,
                )
            )
        env.cr.commit()
    return moves


@contextmanager
def use(database):
    """Yield an environment; afterwards nothing is connected to the database."""
    try:
        with Registry(database).cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {})
    finally:
        Registry.delete(database)
        sql_db.close_db(database)


def run_with(database, workers, documents, kill=False):
    """Return the seconds of a run, and (rows, sum, fingerprint) of what it wrote."""
    with serve(database, workers), use(database) as env:
        cr = env.cr
        run = env["distributor.commission.run"].create(
            {"date_start": DAY, "date_end": DAY}
        )
        # the invoice they are made from as well
        if run.document_count != len(documents) + 1:
            raise RuntimeError(f"{run.document_count} found, not {len(documents)}")
        cr.commit()
        # as on that server
        tools.config["server_wide_modules"] = ["base", "rpc", "web", "queue_job"]
        run._start()
        start = time.perf_counter()
        cr.commit()
        if kill:
            wait_until(cr, run, lambda done, total: done >= total // 2)
            kill_worker(cr)
        wait_until(cr, run, lambda done, total: done == total)
        seconds = time.perf_counter() - start
        cr.execute(SQL(FINGERPRINT, first=documents[0], last=documents[-1]))
        return seconds, cr.fetchone()


def wait_until(cr, run, is_enough):
    """Look ten times a second how far a run is."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        cr.execute(SQL(PROGRESS, run=run.id))
        state, done, total = cr.fetchone()
        cr.rollback()
        if state in ("failed", "cancelled"):
            raise RuntimeError(f"the run is {state}")
        if is_enough(done, total):
            return
        time.sleep(0.1)
    raise RuntimeError(f"{done} of {total} parts after {PATIENCE} s")


def kill_worker(cr):
    """Kill the worker of a part that has begun."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        cr.execute(STARTED)
        found = cr.fetchone()
        cr.rollback()
        if found:
            os.kill(found[0], signal.SIGKILL)
            return
        time.sleep(0.01)
    raise RuntimeError("no part was at work")


@contextmanager
def serve(database, workers):
    """Run a server with its job runner on a database."""
    channels = f"root:{workers},root.commission:{workers}"
    with served(
        database,
        workers,
        "--load=base,rpc,web,queue_job",
        environ={"ODOO_QUEUE_JOB_CHANNELS": channels},
    ) as (server, _url):
        wait_for_runner(database, server)
        yield


def wait_for_runner(database, server):
    """Wait until the job runner listens to the database."""
    end = time.monotonic() + PATIENCE
    query = SQL(
        """
        SELECT COUNT(*)
          FROM pg_locks
          JOIN pg_database ON pg_database.oid = pg_locks.database
         WHERE locktype = 'advisory' AND datname = %s
           AND (classid::bigint << 32) + objid::bigint = %s
        """,
        database,
        RUNNER_LOCK,
    )
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with {server.returncode}")
        with sql_db.db_connect("postgres").cursor() as cr:
            cr.execute(query)
            if cr.fetchone()[0]:
                return
        time.sleep(0.5)
    raise RuntimeError("the job runner does not listen")
