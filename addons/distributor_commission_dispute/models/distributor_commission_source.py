# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorCommissionSource(models.Model):
    _inherit = "distributor.commission.source"

    event = fields.Selection(
        selection_add=[("dispute", "Dispute decided")],
        ondelete={"dispute": lambda sources: sources.write({"event": "period"})},
    )

    # a computation looks for decisions about documents that were not booked then
    _dispute_idx = models.Index("(document) WHERE event = 'dispute'")
