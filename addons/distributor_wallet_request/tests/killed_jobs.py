# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What killed.py of distributor_wallet does with refunds and adjustments."""

from datetime import date

from killed import in_transaction


def pay(env, refund_id):
    """Pay a refund as whoever finds it still to be paid."""
    refund = env["distributor.wallet.refund"].browse(refund_id)
    if refund.state == "approved":
        bank = env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", refund.company_id.id)], limit=1
        )
        refund._pay(bank, date(2026, 3, 1))


def approve(env, adjustment_id):
    """Approve an adjustment as whoever finds it still to be approved."""
    adjustment = env["distributor.wallet.adjustment"].browse(adjustment_id)
    if adjustment.state == "submitted":
        adjustment._approve()


JOBS = {"pay": in_transaction(pay), "approve": in_transaction(approve)}

BOUNDARIES = (
    ("account.move", "_lock_wallets"),
    ("account.payment", "action_post"),
    ("account.payment", "_settle_refunds"),
    ("distributor.wallet.adjustment", "_carry_out"),
    ("distributor.wallet.hold", "_move"),
    ("distributor.wallet", "_shift"),
    ("account.move.line", "_mirror_to_wallets"),
    ("distributor.wallet", "_book"),
)
