# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    approval_own_orders = fields.Boolean(
        "Approve Own Orders",
        groups="base.group_user",
        help="Whoever made or sent an order may also approve it.",
    )
    approval_show_amounts = fields.Boolean(
        "Uplines See Amounts",
        groups="base.group_user",
        help="An upline that approves an order of its downline also sees its prices"
        " and amounts, not only products and quantities.",
    )
