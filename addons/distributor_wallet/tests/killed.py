# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Does a job in processes that are killed, each one step later than the last.

Usage: killed.py DATABASE FILE:JOB RECORD_ID,…[/RECORD_ID,…] [option of odoo …]
FILE is Python with JOBS, {name: function(registry, record id)}, and BOUNDARIES, the
steps of them as (model, method). The n-th process does the job with the n-th record and
dies before its n-th step. Prints "killed STEP" for each, and at last "passed" with the
record of the first that met no end. With slashes none is killed: each list of records
is worked off by a process of its own, all at the same time.
"""

import os
import runpy
import signal
import sys
from contextlib import suppress
from functools import wraps
from unittest import mock

import psycopg2

import odoo.modules.registry
import odoo.service.model
import odoo.sql_db
import odoo.tools
from odoo import SUPERUSER_ID, api
from odoo.exceptions import LockError

TRIES = 50


def in_transaction(function):
    """Make a job of a function of an environment and a record id."""

    def job(registry, record_id):
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            odoo.service.model.retrying(lambda: function(env, record_id), env)

    return job


def insisting(function):
    """Make a job that is started again, as often as another process came first."""

    @wraps(function)
    def job(registry, record_id):
        for _try in range(TRIES):
            try:
                return function(registry, record_id)
            except (psycopg2.errors.SerializationFailure, LockError):
                continue
        raise ValueError(record_id)

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


def rehearse(registry, job, record_id):
    """Do a job and take all of it back.

    What a process loads when it does something for the first time, views, rights and
    libraries, each child then has from its parent and does not load again.
    """
    cursor = registry.cursor()
    # what the job commits is seen by its next transaction, which is the same one
    kept = {"commit": odoo.sql_db.Cursor.flush, "close": lambda self: None}
    with (
        mock.patch.object(type(registry), "cursor", lambda *args, **kwargs: cursor),
        mock.patch.multiple(odoo.sql_db.Cursor, **kept),
        suppress(Exception),  # the children tell what fails
    ):
        job(registry, record_id)
    cursor.rollback()
    cursor.close()
    registry.reset_changes()


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


def work_at_once(registry, job, lists):
    """Work off lists of records, each in a child; return whether all ended well."""
    children = []
    for record_ids in lists:
        child = os.fork()
        if not child:
            odoo.sql_db.close_all()
            try:
                for record_id in record_ids:
                    job(registry, record_id)
            except Exception as error:  # noqa: BLE001  told to whoever started it
                os.write(2, f"{error!r}\n".encode())
                os._exit(1)
            os._exit(0)
        children.append(child)
    return not any([os.waitpid(child, 0)[1] for child in children])


def main(database, place, record_ids, *options):
    odoo.tools.config.parse_config(["-d", database, *options])
    path, _colon, name = place.rpartition(":")
    jobs = runpy.run_path(path)
    registry = odoo.modules.registry.Registry(database)
    odoo.sql_db.close_all()
    job = jobs["JOBS"][name]
    lists = [list(map(int, part.split(","))) for part in record_ids.split("/")]
    if len(lists) > 1:
        sys.exit(not work_at_once(registry, job, lists))
    rehearse(registry, job, lists[0][-1])
    odoo.sql_db.close_all()  # a child must not use the connections of its parent
    for number, record_id in enumerate(lists[0], start=1):
        status = attempt(registry, job, jobs["BOUNDARIES"], record_id, number)
        if not status:
            os.write(1, f"passed {record_id}\n".encode())
            return
        if os.WTERMSIG(status) != signal.SIGKILL:
            sys.exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
