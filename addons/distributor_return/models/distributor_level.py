# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorLevel(models.Model):
    _inherit = "distributor.level"

    return_days = fields.Integer(
        "Days to Return",
        help="Days after the delivery in which distributors of this level may return"
        " goods. 0: what the company allows.",
    )

    _return_days_check = models.Constraint(
        "CHECK (return_days >= 0)", "The days to return are 0 or more."
    )
