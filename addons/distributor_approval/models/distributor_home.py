# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models

from odoo.addons.distributor.models.group_names import MANAGER


class DistributorHome(models.AbstractModel):
    _inherit = "distributor.home"

    @api.model
    def _get_home_cards(self):
        mine = [("status", "=", "pending"), ("reviewer_ids", "in", self.env.uid)]
        return [
            *super()._get_home_cards(),
            self._prepare_approval_card(
                "approvals_mine",
                self.env._("Orders for You to Approve"),
                domain=[("review_ids", "any", mine)],
                sequence=10,
                salesperson="",
            ),
            self._prepare_approval_card(
                "approvals_others",
                self.env._("Orders for Others to Approve"),
                domain=[
                    ("review_ids", "any", [("status", "=", "pending")]),
                    ("review_ids", "not any", mine),
                ],
                sequence=30,
                groups=MANAGER,
            ),
            self._prepare_approval_card(
                "approvals_failed",
                self.env._("Orders Approved, but Not Confirmed"),
                domain=[("approval_error", "!=", False)],
                sequence=35,
            ),
        ]

    def _prepare_approval_card(self, key, title, domain, **values):
        return self._prepare_home_card(
            key,
            title,
            "sale.order",
            [
                ("distributor_id", "!=", False),
                ("state", "in", ("draft", "sent")),
                *domain,
            ],
            action="distributor_approval.distributor_approval_action",
            order="approval_date, id",
            amount="amount_total",
            date="approval_date",
            **values,
        )
