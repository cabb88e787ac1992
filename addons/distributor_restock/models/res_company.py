# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    distributor_restock_days = fields.Integer(
        "Sales Looked At",
        default=90,
        required=True,
        groups="base.group_user",
        help="Days over which the average daily sales of a distributor are taken.",
    )
    distributor_restock_lead_days = fields.Integer(
        "Days Until Delivery",
        default=3,
        required=True,
        groups="base.group_user",
        help="For a distributor to which nothing was delivered yet; else the average"
        " of its last orders.",
    )
    distributor_restock_cover_days = fields.Integer(
        "Days of Stock",
        default=14,
        required=True,
        groups="base.group_user",
        help="For how long, after the delivery, the proposed quantity lasts.",
    )

    _distributor_restock_check = models.Constraint(
        "CHECK (distributor_restock_days > 0 AND distributor_restock_lead_days >= 0"
        " AND distributor_restock_cover_days >= 0)",
        "Restock: the days looked at are 1 or more, the other days 0 or more.",
    )
