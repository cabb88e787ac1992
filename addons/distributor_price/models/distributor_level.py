# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorLevel(models.Model):
    _inherit = "distributor.level"

    show_price_to_upline = fields.Boolean(
        "Upline Sees Its Prices",
        help="The direct upline of a distributor of this level may read the prices it"
        " pays. Off: only the distributor itself and the brand.",
    )
