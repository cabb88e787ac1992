# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorWallet(models.Model):
    _inherit = "distributor.wallet"

    @api.model
    def _get_side_differences(self, companies=None):
        """Add the plans whose accruals are not what is open; they have no wallet."""
        accruals = self.env["distributor.commission.accrual"]
        return [
            *super()._get_side_differences(companies),
            *(
                {
                    "wallet": None,
                    "distributor": None,
                    "currency": figures.company.currency_id.name,
                    "where": self._describe_accrual(figures),
                }
                for figures in accruals._get_differing(companies)
            ),
        ]

    @api.model
    def _describe_accrual(self, figures):
        return self.env._(
            "Commission accrual of %(company)s, %(plan)s: account %(balance).2f, booked"
            " for what is open %(expected).2f, differs since %(month)s.",
            company=figures.company.name,
            plan=figures.plan.name or self.env._("other journal items"),
            balance=figures.balance,
            expected=figures.expected,
            month=fields.Date.to_string(figures.first_month),
        )
