# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorDistributor(models.Model):
    _name = "distributor.distributor"
    _inherit = [
        "distributor.distributor",
        "distributor.order.parting",
        "distributor.order.splitting",
        "distributor.order.merging",
    ]
