# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorCommissionSettleLine(models.TransientModel):
    _name = "distributor.commission.settle.line"
    _description = "Settle a Month: Distributor"

    wizard_id = fields.Many2one(
        "distributor.commission.settle", required=True, ondelete="cascade", index=True
    )
    beneficiary_id = fields.Many2one(
        "distributor.distributor", "Distributor", readonly=True
    )
    currency_id = fields.Many2one(related="wizard_id.currency_id")
    entries = fields.Integer(readonly=True)
    amount = fields.Monetary("Earned", readonly=True)
    carried = fields.Monetary("Brought Forward", readonly=True)
    total = fields.Monetary(readonly=True)
    outcome = fields.Selection(
        [
            ("bill", "To pay"),
            ("carry", "Carried forward"),
            ("none", "Nothing to pay"),
        ],
        readonly=True,
    )
    reason = fields.Text("Held, Because", readonly=True)
