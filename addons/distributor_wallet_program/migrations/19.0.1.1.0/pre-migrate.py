# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Remove the check of rewards by itself: the proof of wallets includes it."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    job = env.ref(
        "distributor_wallet_program.distributor_wallet_lot_check_cron",
        raise_if_not_found=False,
    )
    if job:
        action = job.ir_actions_server_id
        job.unlink()
        action.unlink()
