# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Sells orders in processes that are killed, each one step later than the last.

Usage: capture_killed.py DATABASE sell ORDER_ID,… [option of the odoo command …]
Prints "killed STEP" for each process that died before that step, in the order in which
the steps are reached, and at last "passed ORDER_ID" of the first that met no end.
"""

import os
import signal
import sys
from functools import wraps

from confirm_orders import STEPS, run

import odoo.modules.registry
import odoo.sql_db
import odoo.tools

# what a capture is made of, from the lock of the wallet to the commit
BOUNDARIES = (
    ("account.move", "_lock_wallets"),
    ("account.move", "_settle_with_wallets"),
    ("account.move", "_capture_hold"),
    ("distributor.wallet.hold", "_move"),
    ("distributor.wallet", "_shift"),
    ("distributor.wallet.capture", "_pay"),
    ("account.payment", "action_post"),
    ("account.move.line", "_mirror_to_wallets"),
    ("distributor.wallet", "_book"),
    ("account.move.line", "reconcile"),
)


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


def sell(registry, order_id, number):
    """Sell one order in a child that dies at its n-th step; return its status."""
    child = os.fork()
    if not child:
        odoo.sql_db.close_all()
        death = Death(number, 1)
        for model, method in BOUNDARIES:
            death.wrap(registry[model], method)
        death.wrap(odoo.sql_db.Cursor, "commit")
        passed = list(run(registry, STEPS["sell"], [order_id]))
        os._exit(0 if passed else 1)
    return os.waitpid(child, 0)[1]


def main(database, _step, orders, *options):
    odoo.tools.config.parse_config(["-d", database, *options])
    registry = odoo.modules.registry.Registry(database)
    odoo.sql_db.close_all()
    for number, order_id in enumerate(map(int, orders.split(",")), start=1):
        status = sell(registry, order_id, number)
        if not status:
            os.write(1, f"passed {order_id}\n".encode())
            return
        if os.WTERMSIG(status) != signal.SIGKILL:
            sys.exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
