# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models

POLICIES = [
    ("allow", "Allow, and note it"),
    ("ask", "Ask for approval"),
    ("refuse", "Refuse"),
]
DISCLOSURES = [
    ("name", "Code and name"),
    ("code", "Code only"),
    ("nothing", "Nothing"),
]
KINDS = ("territory", "unmatched", "product", "seller")


class ResCompany(models.Model):
    _inherit = "res.company"

    authorization_in_use = fields.Boolean(
        readonly=True,
        help="Set by the first approved authorisation. Until then orders are not"
        " compared with authorisations.",
    )
    authorization_version = fields.Integer(
        readonly=True, help="Counts approvals, so that two at once do not miss another."
    )
    exception_policy_territory = fields.Selection(
        POLICIES, "Ship-to Outside the Territory", default="ask", required=True
    )
    exception_policy_unmatched = fields.Selection(
        POLICIES, "Ship-to in No Territory", default="ask", required=True
    )
    exception_policy_product = fields.Selection(
        POLICIES, "Product Not Authorised", default="ask", required=True
    )
    exception_policy_seller = fields.Selection(
        POLICIES, "Buys From Another Seller", default="ask", required=True
    )
    authorization_disclosure = fields.Selection(
        DISCLOSURES,
        "A Distributor Learns of Others",
        default="code",
        required=True,
        help="What the portal tells a distributor about who else may sell somewhere.",
    )
