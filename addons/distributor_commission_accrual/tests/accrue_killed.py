# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Accrues months in processes that are killed, or in several at once.

Usage: accrue_killed.py DATABASE kill PLAN_ID,… [option of the odoo command …]
Accrues the first plan in a process that dies before its first step, the second in one
that dies before its second step, and so on, each time followed by a process that does
the rest. Prints "killed STEP" for each that died, and at last "passed PLAN_ID" of the
first that met no end.

Usage: accrue_killed.py DATABASE together PLAN_ID,… [option …]
Accrues each plan in several processes at the same time, some up to an earlier month.
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

PROCESSES = 4
TRIES = 50
BOUNDARIES = ("_accrue", "_prepare_month_entries", "_post_entries")
MONTHS = (date(2026, 2, 1), date(2026, 3, 1))


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


def accrue(registry, plan_id, month=None):
    """Do what the job does for one plan."""
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        plan = env["distributor.commission.plan"].browse(plan_id)
        env["distributor.commission.accrual"]._accrue(plan, month)


def run(registry, plan_id, number=0):
    """Accrue in a child, which dies at its n-th step; return its status."""
    child = os.fork()
    if not child:
        odoo.sql_db.close_all()
        if number:
            death = Death(number)
            for method in BOUNDARIES:
                death.wrap(registry["distributor.commission.accrual"], method)
            death.wrap(odoo.sql_db.Cursor, "commit")
        accrue(registry, plan_id)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def kill(registry, plans):
    for number, plan_id in enumerate(plans, start=1):
        status = run(registry, plan_id, number)
        if not status:
            os.write(1, f"passed {plan_id}\n".encode())
            return
        if os.WTERMSIG(status) != signal.SIGKILL or run(registry, plan_id):
            sys.exit(1)


def together(registry, plans):
    accrue(registry, plans[0])  # makes account and journal
    children = []
    for number in range(PROCESSES):
        child = os.fork()
        if not child:
            odoo.sql_db.close_all()
            for plan_id in plans[1:]:
                insist(registry, plan_id, MONTHS[number % 2])
            os._exit(0)
        children.append(child)
    if any([os.waitpid(child, 0)[1] for child in children]):
        sys.exit(1)


def insist(registry, plan_id, month):
    """Accrue as a job does that is started again when another came first."""
    for _try in range(TRIES):
        try:
            accrue(registry, plan_id, month)
        except psycopg2.errors.SerializationFailure:
            continue
        return
    sys.exit(1)


def main(database, step, plans, *options):
    odoo.tools.config.parse_config(["-d", database, *options])
    registry = odoo.modules.registry.Registry(database)
    odoo.sql_db.close_all()
    steps = {"kill": kill, "together": together}
    steps[step](registry, [int(plan) for plan in plans.split(",")])


if __name__ == "__main__":
    main(*sys.argv[1:])
