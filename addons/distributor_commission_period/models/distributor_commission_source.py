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
