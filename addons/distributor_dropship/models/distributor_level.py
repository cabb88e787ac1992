# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorLevel(models.Model):
    _inherit = "distributor.level"

    can_dropship = fields.Boolean(
        "Ships to Consumers",
        help="Its orders may go straight to a consumer, in its name.",
    )
