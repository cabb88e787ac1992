# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorCommissionSettlement(models.Model):
    _inherit = "distributor.commission.settlement"

    def _cancel_reversed(self):
        """Extend settlements: what a reversed bill had released is open again."""
        result = super()._cancel_reversed()
        self.bill_id._sync_commission_accrual()
        return result
