# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorWalletLotMove(models.Model):
    """What one entry of a reward wallet added to a lot or took from it."""

    _name = "distributor.wallet.lot.move"
    _description = "Movement of a Reward"
    _order = "id desc"
    _rec_name = "entry_id"

    lot_id = fields.Many2one(
        "distributor.wallet.lot", "Reward", required=True, ondelete="restrict"
    )
    entry_id = fields.Many2one(
        "distributor.wallet.entry", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="lot_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="lot_id.currency_id")
    date = fields.Date(related="entry_id.date")
    kind = fields.Selection(related="entry_id.kind")
    origin = fields.Char(related="entry_id.origin")
    amount = fields.Monetary(required=True)

    _once_uniq = models.Constraint(
        "UNIQUE (lot_id, entry_id)", "An entry moves each reward once."
    )
