# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What killed.py of distributor_wallet does with top-ups that earn, and their end."""

from datetime import date

from killed import in_transaction

from odoo import SUPERUSER_ID, api

DAY = date(2019, 4, 1)  # no other programme counts money of that day


def top_up(env, wallet_id):
    """Register money as whoever finds that it was not."""
    wallet = env["distributor.wallet"].browse(wallet_id)
    if not wallet.entry_ids:
        bank = env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", wallet.company_id.id)], limit=1
        )
        wallet._top_up(600, bank, DAY)


def expire(registry, program_id):
    """Let the rewards of a programme expire as the scheduled job does."""
    lots = registry["distributor.wallet.lot"]
    find = lots._get_ended

    def find_own(self):
        return find(self).filtered(lambda lot: lot.program_id.id == program_id)

    lots._get_ended = find_own
    with registry.cursor() as cr:
        api.Environment(cr, SUPERUSER_ID, {})["distributor.wallet.lot"]._cron_expire()


JOBS = {"top_up": in_transaction(top_up), "expire": expire}

BOUNDARIES = (
    ("account.move", "_lock_wallets"),
    ("distributor.wallet", "_book"),
    ("distributor.wallet.program", "_book"),
    ("distributor.wallet.grant", "_give"),
    ("distributor.wallet.lot", "_expire_wallet"),
    ("distributor.wallet.lot", "_follow"),
    ("distributor.wallet", "_post_reward"),
)
