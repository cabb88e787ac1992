# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    exception_policy_territory = fields.Selection(
        related="company_id.exception_policy_territory", readonly=False, required=True
    )
    exception_policy_unmatched = fields.Selection(
        related="company_id.exception_policy_unmatched", readonly=False, required=True
    )
    exception_policy_product = fields.Selection(
        related="company_id.exception_policy_product", readonly=False, required=True
    )
    exception_policy_seller = fields.Selection(
        related="company_id.exception_policy_seller", readonly=False, required=True
    )
    authorization_disclosure = fields.Selection(
        related="company_id.authorization_disclosure", readonly=False, required=True
    )

    def set_values(self):
        result = super().set_values()
        # sudo: whoever may save the settings changes what open orders wait for
        self.env["sale.order"].sudo()._refresh_open_exceptions(
            [("company_id", "=", self.company_id.id)]
        )
        return result
