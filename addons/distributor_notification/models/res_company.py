# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    distributor_notification_months = fields.Integer(
        "Keep Notifications For",
        default=12,
        groups="base.group_user",
        help="Months after which notifications of members are deleted; 0 keeps them.",
    )

    _distributor_notification_months_check = models.Constraint(
        "CHECK (distributor_notification_months >= 0)",
        "Notifications are kept for 0 (for ever) or more months.",
    )
