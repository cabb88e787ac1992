# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Settles months in processes that are killed, or in several at once.

Usage: settle_killed.py DATABASE kill PLAN_ID,… MONTH [option of the odoo command …]
Settles the first plan in a process that dies before its first step, the second in one
that dies before its second step, and so on, each time followed by a process that does
the rest. Prints "killed STEP" for each that died, and at last "passed PLAN_ID" of the
first that met no end.

Usage: settle_killed.py DATABASE together PLAN_ID,… MONTH [option …]
Settles each plan in several processes at the same time.
"""

import os
import signal
import sys
from datetime import date
from functools import wraps

import psycopg2

import odoo.modules.registry
import odoo.sql_db
import odoo.tools
from odoo import SUPERUSER_ID, api
from odoo.exceptions import LockError

BATCH = 2  # distributors that are committed together
PROCESSES = 4
TRIES = 50
BOUNDARIES = ("_settle_batch", "_forget_settled", "_close_documents")


class Death:
    """Kills this process when it reaches its n-th step."""

    def __init__(self, number):
        self.left = number

    def pass_step(self, name):
        self.left -= 1
        if not self.left:
            os.write(1, f"killed {name}\n".encode())
            os.kill(os.getpid(), signal.SIGKILL)

    def wrap(self, owner, name):
        function = getattr(owner, name)

        @wraps(function)
        def dying(*args, **kwargs):
            self.pass_step(f"before {name}")
            result = function(*args, **kwargs)
            self.pass_step(f"after {name}")
            return result

        setattr(owner, name, dying)


def settle(registry, plan_id, month):
    """Do what the job does for one month of one plan."""
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        plan = env["distributor.commission.plan"].browse(plan_id)
        settlements = env["distributor.commission.settlement"]
        settlements._cron_settle_month(plan, month, BATCH)


def run(registry, plan_id, month, number=0):
    """Settle in a child, which dies at its n-th step; return its status."""
    child = os.fork()
    if not child:
        odoo.sql_db.close_all()
        if number:
            death = Death(number)
            for method in BOUNDARIES:
                death.wrap(registry["distributor.commission.settlement"], method)
            death.wrap(odoo.sql_db.Cursor, "commit")
        settle(registry, plan_id, month)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def kill(registry, plans, month):
    for number, plan_id in enumerate(plans, start=1):
        status = run(registry, plan_id, month, number)
        if not status:
            os.write(1, f"passed {plan_id}\n".encode())
            return
        if os.WTERMSIG(status) != signal.SIGKILL or run(registry, plan_id, month):
            sys.exit(1)


def together(registry, plans, month):
    children = []
    for _number in range(PROCESSES):
        child = os.fork()
        if not child:
            odoo.sql_db.close_all()
            for plan_id in plans:
                insist(registry, plan_id, month)
            os._exit(0)
        children.append(child)
    if any([os.waitpid(child, 0)[1] for child in children]):
        sys.exit(1)


def insist(registry, plan_id, month):
    """Settle as a job does that is started again when another came first."""
    for _try in range(TRIES):
        try:
            settle(registry, plan_id, month)
        except (psycopg2.errors.SerializationFailure, LockError):
            continue
        return
    sys.exit(1)


def main(database, step, plans, month, *options):
    odoo.tools.config.parse_config(["-d", database, *options])
    registry = odoo.modules.registry.Registry(database)
    odoo.sql_db.close_all()
    steps = {"kill": kill, "together": together}
    steps[step](registry, [int(p) for p in plans.split(",")], date.fromisoformat(month))


if __name__ == "__main__":
    main(*sys.argv[1:])
