# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    distributor_receipt_days = fields.Integer(
        "Received After",
        default=7,
        groups="base.group_user",
        help="Days after shipping until a delivery about which the distributor said"
        " nothing counts as received; 0 waits for ever.",
    )
    distributor_report_days = fields.Integer(
        "Report Within",
        default=7,
        groups="base.group_user",
        help="Days after the receipt within which a distributor may say that something"
        " is missing or broken; 0 for ever.",
    )

    _distributor_receipt_days_check = models.Constraint(
        "CHECK (distributor_receipt_days >= 0)",
        "Deliveries count as received after 0 days or more.",
    )
    _distributor_report_days_check = models.Constraint(
        "CHECK (distributor_report_days >= 0)",
        "Missing goods are reported within 0 days or more.",
    )
