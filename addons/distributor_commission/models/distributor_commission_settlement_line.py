# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models

from .loose_many2one import LooseMany2one


class DistributorCommissionSettlementLine(models.Model):
    """Puts one entry into one settlement; the entry itself is never touched.

    Neither settlements nor entries are ever deleted, and both sides are written by the
    statement that reads them, so the database checks no foreign keys here.
    """

    _name = "distributor.commission.settlement.line"
    _description = "Commission Settlement Line"
    _order = "settlement_id, id"
    _log_access = False

    settlement_id = LooseMany2one(
        "distributor.commission.settlement",
        required=True,
        index=True,
        ondelete="cascade",
    )
    entry_id = LooseMany2one(
        "distributor.commission.entry", required=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="settlement_id.company_id")
    currency_id = fields.Many2one(related="entry_id.currency_id")
    date = fields.Date(related="entry_id.date")
    order_id = fields.Many2one(related="entry_id.order_id")
    move_id = fields.Many2one(related="entry_id.move_id")
    buyer_id = fields.Many2one(related="entry_id.buyer_id")
    kind = fields.Selection(related="entry_id.kind")
    generation = fields.Integer(related="entry_id.generation")
    basis = fields.Monetary(related="entry_id.basis")
    rate = fields.Float(related="entry_id.rate")
    amount = fields.Monetary(related="entry_id.amount")

    _entry_uniq = models.Constraint("UNIQUE (entry_id)", "An entry is settled once.")
