# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorDistributor(models.Model):
    _name = "distributor.distributor"
    _inherit = [
        "distributor.distributor",
        "distributor.order.choice",
        "distributor.order.stock",
        "distributor.order.basket",
        "distributor.order.place",
        "distributor.order.payment",
        "distributor.order.placing",
    ]

    def _get_exception_policy(self, kind):
        """Extend: about the stock the company decides for all levels."""
        if kind != "stock":
            return super()._get_exception_policy(kind)
        self.ensure_one()
        return self.company_id.exception_policy_stock
