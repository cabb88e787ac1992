# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Confirms orders as one person would; started as a process of its own by a test.

Usage: confirm_orders.py DATABASE ORDER_ID,… [option of the odoo command …]
Prints the ids of the orders that passed, separated by commas.
"""

import sys
from functools import partial

import odoo.modules.registry
import odoo.service.model
import odoo.tools
from odoo import api
from odoo.exceptions import UserError


def confirm(database, order_ids):
    """Confirm orders one by one, each in its own transaction; return who passed."""
    passed = []
    registry = odoo.modules.registry.Registry(database)
    for order_id in order_ids:
        with registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            order = env["sale.order"].browse(order_id)
            try:
                odoo.service.model.retrying(partial(order.action_confirm), env)
            except UserError:
                cr.rollback()
            else:
                passed.append(order_id)
    return passed


if __name__ == "__main__":
    database, order_ids, *options = sys.argv[1:]
    odoo.tools.config.parse_config(["-d", database, *options])
    passed = confirm(database, [int(order_id) for order_id in order_ids.split(",")])
    sys.stdout.write(",".join(map(str, passed)))
