# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    distributor_team_depth = fields.Integer(
        "Generations in the Portal",
        default=1,
        groups="base.group_user",
        help="How many generations of its downline a distributor sees in the portal;"
        " 0 shows all of them.",
    )
    distributor_team_names = fields.Boolean(
        "Names of All Generations",
        groups="base.group_user",
        help="Deeper generations show name, status, city and since when, as direct"
        " members do. Without it only their code and level.",
    )
    distributor_team_phones = fields.Boolean(
        "Phones of Direct Members", groups="base.group_user"
    )
    distributor_team_sales = fields.Selection(
        [
            ("none", "Nobody"),
            ("direct", "Direct members"),
            ("visible", "All members that are shown"),
        ],
        "Uplines See the Sales of Their Downline",
        default="direct",
        required=True,
        groups="base.group_user",
        help="Whose sales (untaxed, invoices less credit notes) a distributor sees in"
        " the portal.",
    )

    _distributor_team_depth_check = models.Constraint(
        "CHECK (distributor_team_depth >= 0)",
        "The number of generations in the portal is 0 (all) or more.",
    )
