# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorCommissionBeneficiary(models.AbstractModel):
    """What is earned is looked for by who earns it: its level, region, salesperson."""

    _name = "distributor.commission.beneficiary"
    _description = "Commission of a Distributor"

    beneficiary_id = fields.Many2one("distributor.distributor")
    territory_id = fields.Many2one(
        related="beneficiary_id.territory_id", string="Region of the Distributor"
    )
    salesperson_id = fields.Many2one(
        related="beneficiary_id.user_id", string="Salesperson"
    )
