# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Confirms orders as one person would; started as a process of its own by a test.

Usage: confirm_orders.py DATABASE STEP ORDER_ID,…[/ORDER_ID,…] [option of odoo …]
STEP: confirm, or sell, which invoices each order too and goes on where it is, as
whoever tries again after a crash. Prints a line when it begins, then the id of each
order that passed. Each list after a slash is worked off by a process of its own.
"""

import os
import sys

import odoo.modules.registry
import odoo.service.model
import odoo.sql_db
import odoo.tools
from odoo import api
from odoo.exceptions import UserError


def confirm(order):
    if order.state != "sale":
        order.action_confirm()


def invoice(order):
    invoice = order.invoice_ids or order._create_invoices()
    if invoice.state == "draft":
        invoice.action_post()


STEPS = {"confirm": (confirm,), "sell": (confirm, invoice)}


def run(registry, steps, order_ids):
    """Take each step of each order in a transaction of its own; yield who passed."""
    for order_id in order_ids:
        try:
            for step in steps:
                with registry.cursor() as cr:
                    env = api.Environment(cr, api.SUPERUSER_ID, {})
                    order = env["sale.order"].browse(order_id)
                    odoo.service.model.retrying(lambda o=order, s=step: s(o), env)
        except UserError:
            continue
        yield order_id


def main(database, step, orders, *options):
    odoo.tools.config.parse_config(["-d", database, *options])
    registry = odoo.modules.registry.Registry(database)
    odoo.sql_db.close_all()  # a child must not use the connections of its parent
    batches = [list(map(int, batch.split(","))) for batch in orders.split("/")]
    is_child = False
    for others in batches[1:]:
        is_child = os.fork() == 0
        if is_child:
            batches[0] = others
            break
    os.write(1, b"begin\n")
    for order_id in run(registry, STEPS[step], batches[0]):
        os.write(1, f"{order_id}\n".encode())
    if is_child:
        os._exit(0)
    for _child in batches[1:]:
        _pid, status = os.wait()
        if status:
            sys.exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
