# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What killed.py does with orders, and with holds that have expired."""

from confirm_orders import STEPS, run
from killed import in_transaction


def sell(registry, order_id):
    """Confirm and invoice an order, a transaction each."""
    if not list(run(registry, STEPS["sell"], [order_id])):
        raise ValueError(order_id)


def expire(env, order_id):
    env["sale.order"].browse(order_id).wallet_hold_ids.filtered(
        lambda hold: hold.state == "open"
    )._expire()


JOBS = {"sell": sell, "expire": in_transaction(expire)}

# what a capture is made of, from the lock of the wallet to the commit
BOUNDARIES = (
    ("account.move", "_lock_wallets"),
    ("account.move", "_settle_with_wallets"),
    ("account.move", "_capture_hold"),
    ("distributor.wallet.hold", "_move"),
    ("distributor.wallet.hold", "_release"),
    ("distributor.wallet", "_shift"),
    ("distributor.wallet.capture", "_pay"),
    ("account.payment", "action_post"),
    ("account.move.line", "_mirror_to_wallets"),
    ("distributor.wallet", "_book"),
    ("account.move.line", "reconcile"),
)
