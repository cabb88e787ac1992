# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Does a job in processes that are killed, each one step later than the last.

Usage: killed.py DATABASE FILE:JOB RECORD_ID,… [option of the odoo command …]
FILE is Python with JOBS, {name: function(registry, record id)}, and BOUNDARIES, the
steps of them as (model, method). The n-th process does the job with the n-th record and
dies before its n-th step. Prints "killed STEP" for each, and at last "passed" with the
record of the first that met no end.
"""

import os
import runpy
import signal
import sys
from functools import wraps

import odoo.modules.registry
import odoo.service.model
import odoo.sql_db
import odoo.tools
from odoo import SUPERUSER_ID, api


def in_transaction(function):
    """Make a job of a function of an environment and a record id."""

    def job(registry, record_id):
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            odoo.service.model.retrying(lambda: function(env, record_id), env)

    return job


class Death:
    """Kills this process when it reaches its n-th step."""

    def __init__(self, number, report):
        self.left, self.report = number, report

    def pass_step(self, name):
        self.left -= 1
        if not self.left:
            os.write(self.report, f"killed {name}\n".encode())
            os.kill(os.getpid(), signal.SIGKILL)

    def wrap(self, owner, name):
        function = getattr(owner, name)

        @wraps(function)
        def dying(*args, **kwargs):
            self.pass_step(f"before {name}")
            result = function(*args, **kwargs)
            if name == "commit":  # everything else ends before the next step
                self.pass_step(f"after {name}")
            return result

        setattr(owner, name, dying)


def attempt(registry, job, boundaries, record_id, number):
    """Do a job in a child that dies at its n-th step; return its status."""
    child = os.fork()
    if not child:
        odoo.sql_db.close_all()
        death = Death(number, 1)
        for model, method in boundaries:
            death.wrap(registry[model], method)
        death.wrap(odoo.sql_db.Cursor, "commit")
        try:
            job(registry, record_id)
        except Exception as error:  # noqa: BLE001  told to whoever started it
            os.write(2, f"{error!r}\n".encode())
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def main(database, place, record_ids, *options):
    odoo.tools.config.parse_config(["-d", database, *options])
    path, _colon, name = place.rpartition(":")
    jobs = runpy.run_path(path)
    registry = odoo.modules.registry.Registry(database)
    odoo.sql_db.close_all()
    for number, record_id in enumerate(map(int, record_ids.split(",")), start=1):
        status = attempt(
            registry, jobs["JOBS"][name], jobs["BOUNDARIES"], record_id, number
        )
        if not status:
            os.write(1, f"passed {record_id}\n".encode())
            return
        if os.WTERMSIG(status) != signal.SIGKILL:
            sys.exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
