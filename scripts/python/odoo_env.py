# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Open a database from outside Odoo's server, and the small jobs done that way.

Usage: odoo_env.py CONFIG DATABASE JOB    JOB: assets, logins
"""

import sys
from contextlib import contextmanager

from odoo import SUPERUSER_ID, api, tools
from odoo.modules.registry import Registry


@contextmanager
def open_env(config, database, log_level="warn"):
    """Yield a superuser environment; what is not committed is rolled back."""
    tools.config.parse_config(
        ["-c", config, "-d", database, f"--log-level={log_level}", "--no-http"],
        setup_logging=True,
    )
    with Registry(database).cursor() as cr:
        yield api.Environment(cr, SUPERUSER_ID, {})
        cr.rollback()


def make_assets(env):
    """Compile the style sheets and scripts of all pages into attachments."""
    env["ir.qweb"]._pregenerate_assets_bundles()
    env.cr.commit()


def print_logins(env):
    """Print who may log in to the demo, a line each."""
    if "distributor.demo" not in env:
        sys.stdout.write("  administrator         admin / admin\n")
        return
    for login in env["distributor.demo"]._get_logins():
        sys.stdout.write("  {role:<32} {login} / {password}\n".format(**login))


JOBS = {"assets": make_assets, "logins": print_logins}

if __name__ == "__main__":
    with open_env(*sys.argv[1:3]) as environment:
        JOBS[sys.argv[3]](environment)
