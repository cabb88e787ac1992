# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models

from odoo.addons.distributor_authorization.models.res_company import INTERNAL, POLICIES


class ResCompany(models.Model):
    _inherit = "res.company"

    distributor_stock_policy = fields.Selection(
        [
            ("bands", "Plenty, low or out"),
            ("exact", "The quantity"),
            ("none", "Nothing"),
        ],
        "Stock Shown to Distributors",
        default="bands",
        required=True,
        groups="base.group_user",
        help="What the portal tells a distributor about the stock of a product.",
    )
    exception_policy_stock = fields.Selection(
        [
            ("allow", "Accept, deliver later"),
            ("refuse", "Refuse the order"),
            ("ask", "Wait for the brand"),
        ],
        "When Stock Does Not Suffice",
        default="allow",
        required=True,
        groups="base.group_user",
        help="What happens when a distributor orders more in the portal than what is"
        " free in the warehouse that serves it.",
    )
    distributor_stock_low = fields.Float(
        "Low From",
        digits="Product Unit",
        default=10.0,
        groups="base.group_user",
        help="Stock up to this quantity is shown as low.",
    )
    exception_policy_minimum = fields.Selection(
        POLICIES,
        "Below the Minimum Order",
        default="ask",
        required=True,
        groups=INTERNAL,
    )
    exception_policy_day = fields.Selection(
        POLICIES,
        "Outside the Order Days",
        default="ask",
        required=True,
        groups=INTERNAL,
    )
