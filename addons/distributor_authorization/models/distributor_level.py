# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models

from .res_company import DISCLOSURES, POLICIES

SOURCES = [
    ("brand", "The brand"),
    ("upline", "Its upline"),
    ("nearest", "Its nearest active upline"),
]


class DistributorLevel(models.Model):
    _inherit = "distributor.level"

    supply_source = fields.Selection(
        SOURCES,
        "Buys From",
        default="brand",
        required=True,
        help="An order at the brand by one that buys from its upline is an exception.",
    )
    exception_policy_territory = fields.Selection(
        POLICIES, "Ship-to Outside the Territory", help="Empty: as the company says."
    )
    exception_policy_unmatched = fields.Selection(
        POLICIES, "Ship-to in No Territory", help="Empty: as the company says."
    )
    exception_policy_product = fields.Selection(
        POLICIES, "Product Not Authorised", help="Empty: as the company says."
    )
    exception_policy_seller = fields.Selection(
        POLICIES, "Buys From Another Seller", help="Empty: as the company says."
    )
    authorization_disclosure = fields.Selection(
        DISCLOSURES, "Learns of Others", help="Empty: as the company says."
    )

    def _read_order_terms(self):
        return super()._read_order_terms() | {"supply_source": self.supply_source}

    def write(self, vals):
        result = super().write(vals)
        if any(name == "supply_source" or "policy" in name for name in vals):
            # sudo: the level was written above, what open orders wait for follows
            self.env["sale.order"].sudo()._refresh_open_exceptions(
                [("distributor_id.level_id", "in", self.ids)]
            )
        return result
