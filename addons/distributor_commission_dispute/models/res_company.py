# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    distributor_commission_dispute_days = fields.Integer(
        "Decide Commission Disputes Within",
        default=7,
        groups="base.group_user",
        help="Days in which a dispute about commission is decided. The distributor is"
        " told the day; one later a manager is asked.",
    )

    _distributor_commission_dispute_days_check = models.Constraint(
        "CHECK (distributor_commission_dispute_days >= 0)",
        "Disputes are decided within 0 days or more.",
    )
