# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorWallet(models.Model):
    _inherit = "distributor.wallet"

    territory_id = fields.Many2one(
        related="distributor_id.territory_id", string="Region of the Distributor"
    )
