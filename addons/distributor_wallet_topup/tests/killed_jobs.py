# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What killed.py of distributor_wallet does with money that arrives."""

from killed import in_transaction


def match(env, line_id):
    """Look at a bank line as the scheduled job does, decided already or not."""
    env["account.bank.statement.line"].browse(line_id)._match_top_ups()


def call_back(env, tx_id):
    """Follow a provider that says it was paid, as often as it says so."""
    tx = env["payment.transaction"].browse(tx_id)
    tx.provider_reference = f"P-{tx.reference}"
    tx._set_done()
    tx._post_process()


JOBS = {"match": in_transaction(match), "call_back": in_transaction(call_back)}

BOUNDARIES = (
    ("account.bank.statement.line", "_book_on_wallet"),
    ("distributor.topup.match", "_book_if_certain"),
    ("payment.transaction", "_set_done"),
    ("payment.transaction", "_post_process"),
    ("account.payment", "action_post"),
    ("account.move", "_lock_wallets"),
    ("account.move.line", "_mirror_to_wallets"),
    ("distributor.wallet", "_book"),
)
