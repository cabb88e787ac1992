# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    distributor_return_days = fields.Integer(
        "Days to Return Goods",
        default=30,
        groups="base.group_user",
        help="Days after the delivery in which a distributor may ask to return goods."
        " Levels and reasons may say otherwise.",
    )
    distributor_return_credit = fields.Selection(
        [
            ("manual", "By finance"),
            ("draft", "Drafted when the goods are in"),
            ("post", "Drafted and posted when the goods are in"),
        ],
        "Credit Notes of Returns",
        default="draft",
        required=True,
        groups="base.group_user",
    )

    _distributor_return_days_check = models.Constraint(
        "CHECK (distributor_return_days >= 0)", "The days to return are 0 or more."
    )
