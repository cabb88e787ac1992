# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
def post_init_hook(env):
    """Give the rewards that are on wallets already their lots."""
    env["distributor.wallet.lot"]._adopt_balances()
