# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    # kept by copies: what reverses an entry concerns the same reward
    distributor_wallet_lot_id = fields.Many2one(
        "distributor.wallet.lot",
        "Reward",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        groups="base.group_user",
        help="The reward that this item grants, takes back or lets expire.",
    )
