# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Confirms orders as one person would; started as a process of its own by a test.

Usage: confirm_orders.py DATABASE STEP ORDER_ID,… [option of the odoo command …]
STEP: confirm, or sell, which invoices each order too and goes on where it is, as
whoever tries again after a crash. Prints a line when it begins, then the id of each
order that passed.
"""

import sys

import odoo.modules.registry
import odoo.service.model
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


def run(database, steps, order_ids):
    """Take each step of each order in a transaction of its own; yield who passed."""
    registry = odoo.modules.registry.Registry(database)
    yield "begin"
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


if __name__ == "__main__":
    database, step, order_ids, *options = sys.argv[1:]
    odoo.tools.config.parse_config(["-d", database, *options])
    for line in run(database, STEPS[step], map(int, order_ids.split(","))):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
