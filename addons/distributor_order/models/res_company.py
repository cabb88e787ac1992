# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    distributor_confirm_hours = fields.Integer(
        "Confirm Within",
        default=48,
        groups="base.group_user",
        help="Hours within which a distributor confirms an order that was placed for"
        " it; then it goes back to the salesperson. 0 for ever.",
    )

    _distributor_confirm_hours_check = models.Constraint(
        "CHECK (distributor_confirm_hours >= 0)",
        "Orders are confirmed within 0 hours or more.",
    )
