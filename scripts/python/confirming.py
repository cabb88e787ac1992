# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Confirm orders as clients do: a process each, and each order in its own request.

Usage: confirming.py CONFIG DATABASE

Reads lines of JSON, a list of order ids for each client, and answers each line with
one of JSON: the seconds of each confirmation, the texts of refusals, and how many
confirmations were run again after a conflict.
"""

import json
import multiprocessing
import sys
import time
from contextlib import suppress

from odoo import SUPERUSER_ID, api, sql_db, tools
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.service.model import retrying


def confirm(registry, order_id):
    """Return (times it was tried, text of the refusal or None)."""
    tries = []

    def attempt():
        tries.append(order_id)
        order.action_confirm()

    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        order = env["sale.order"].browse(order_id)
        try:
            retrying(attempt, env)
        except UserError as error:
            cr.rollback()
            return len(tries), str(error)
    return len(tries), None


def warm_up(registry, order_id):
    """Load what the first request of a server loads; nothing is kept."""
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        with suppress(UserError):  # as it will be when it counts
            env["sale.order"].browse(order_id).action_confirm()
        cr.rollback()


def run_client(database, order_ids, barrier, answers):
    registry = Registry(database)
    result = {"seconds": [], "refused": [], "again": 0}
    warm_up(registry, order_ids[0])
    barrier.wait()
    for order_id in order_ids:
        start = time.perf_counter()
        tries, refusal = confirm(registry, order_id)
        result["again"] += tries - 1
        if refusal:
            result["refused"].append(refusal)
        else:
            result["seconds"].append(time.perf_counter() - start)
    answers.put(result)


def run_clients(database, batches):
    fork = multiprocessing.get_context("fork")
    barrier, answers = fork.Barrier(len(batches)), fork.Queue()
    sql_db.close_all()  # a child must not use the connections of its parent
    clients = [
        fork.Process(target=run_client, args=(database, batch, barrier, answers))
        for batch in batches
    ]
    for client in clients:
        client.start()
    results = [answers.get(timeout=600) for _client in clients]
    for client in clients:
        client.join()
    return {
        "seconds": [taken for result in results for taken in result["seconds"]],
        "refused": [text for result in results for text in result["refused"]],
        "again": sum(result["again"] for result in results),
    }


def main(config, database):
    tools.config.parse_config(
        ["-c", config, "-d", database, "--log-level=critical", "--no-http"],
        setup_logging=True,
    )
    Registry(database)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(run_clients(database, json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
