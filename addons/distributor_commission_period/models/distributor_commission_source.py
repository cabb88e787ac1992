# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorCommissionSource(models.Model):
    _inherit = "distributor.commission.source"

    close_id = fields.Many2one(
        "distributor.commission.close",
        "Closed Period",
        index="btree_not_null",
        ondelete="restrict",
    )

    def _describe_waiting(self):
        """Extend: a bonus waits for all that it measures."""
        if self.close_id:
            return self.env._("Payment of all sales that the bonus measures")
        return super()._describe_waiting()
