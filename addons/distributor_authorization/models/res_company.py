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
INTERNAL = "base.group_user"  # portal users read their company


class ResCompany(models.Model):
    _inherit = "res.company"

    authorization_in_use = fields.Boolean(
        readonly=True,
        groups=INTERNAL,
        help="Set by the first approved authorisation. Until then orders are not"
        " compared with authorisations.",
    )
    authorization_version = fields.Integer(
        readonly=True,
        groups=INTERNAL,
        help="Counts approvals, so that two at once do not miss another.",
    )
    exception_policy_territory = fields.Selection(
        POLICIES,
        "Ship-to Outside the Territory",
        default="ask",
        required=True,
        groups=INTERNAL,
    )
    exception_policy_unmatched = fields.Selection(
        POLICIES,
        "Ship-to in No Territory",
        default="ask",
        required=True,
        groups=INTERNAL,
    )
    exception_policy_product = fields.Selection(
        POLICIES,
        "Product Not Authorised",
        default="ask",
        required=True,
        groups=INTERNAL,
    )
    exception_policy_seller = fields.Selection(
        POLICIES,
        "Buys From Another Seller",
        default="ask",
        required=True,
        groups=INTERNAL,
    )
    authorization_disclosure = fields.Selection(
        DISCLOSURES,
        "A Distributor Learns of Others",
        default="code",
        required=True,
        groups=INTERNAL,
        help="What the portal tells a distributor about who else may sell somewhere.",
    )
