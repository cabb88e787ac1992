# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models

from odoo.addons.distributor_authorization.models.res_company import INTERNAL, POLICIES


class ResCompany(models.Model):
    _inherit = "res.company"

    credit_in_use = fields.Boolean(
        "Compare Orders With Credit",
        groups=INTERNAL,
        help="Also set by the first credit limit. Until then only deposits are looked"
        " at.",
    )
    exception_policy_credit = fields.Selection(
        POLICIES, "Credit Exceeded", default="ask", required=True, groups=INTERNAL
    )
    credit_policy_delivery = fields.Selection(
        [
            ("off", "Do not look again"),
            ("allow", "Deliver, and note it"),
            ("hold", "Hold the delivery"),
        ],
        "Deliveries on Credit",
        default="hold",
        required=True,
        groups=INTERNAL,
        help="What happens to goods that are not paid ahead when their distributor is"
        " over its limit or overdue.",
    )
    credit_overdue_days = fields.Integer(
        "Overdue From",
        default=30,
        groups=INTERNAL,
        help="Days after the due date from which an open invoice stops orders on"
        " credit.",
    )
    credit_transit_paid = fields.Boolean(
        "Payments on Their Way Count as Paid",
        default=True,
        groups=INTERNAL,
        help="Registered payments that no bank statement confirms yet.",
    )
    credit_default_limit = fields.Monetary(
        "Limit of New Distributors",
        groups=INTERNAL,
        help="0: they pay ahead until finance says otherwise.",
    )
    credit_override_days = fields.Integer(
        "Overrides Last",
        default=14,
        groups=INTERNAL,
        help="Days an approval for one order stands.",
    )

    _credit_days_check = models.Constraint(
        "CHECK (credit_overdue_days >= 0 AND credit_override_days >= 0"
        " AND credit_default_limit >= 0)",
        "Days and limits of credit are 0 or more.",
    )
