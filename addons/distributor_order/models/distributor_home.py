# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models


class DistributorHome(models.AbstractModel):
    _inherit = "distributor.home"

    @api.model
    def _get_home_cards(self):
        return [
            *super()._get_home_cards(),
            self._prepare_home_card(
                "orders_asked",
                self.env._("Orders for Distributors to Confirm"),
                "sale.order",
                domain=[
                    ("state", "=", "sent"),
                    ("confirm_deadline", "!=", False),
                    ("channel_turn", "in", ("distributor", "owner")),
                ],
                order="confirm_deadline, id",
                amount="amount_total",
                deadline="confirm_deadline",
                sequence=40,
            ),
            self._prepare_home_card(
                "orders_unconfirmed",
                self.env._("Orders That Wait for the Distributor Itself"),
                "sale.order",
                domain=[
                    ("channel_state", "=", "waiting"),
                    ("channel_turn", "in", ("distributor", "owner")),
                    ("confirm_deadline", "=", False),
                ],
                order="date_order, id",
                amount="amount_total",
                date="date_order",
                sequence=45,
            ),
            self._prepare_home_card(
                "holds_lost",
                self.env._("Confirmed Orders without Their Money"),
                "sale.order",
                domain=[
                    ("state", "=", "sale"),
                    ("invoice_status", "!=", "invoiced"),
                    ("wallet_hold_ids", "any", [("state", "=", "expired")]),
                    ("wallet_hold_ids", "not any", [("state", "=", "open")]),
                ],
                order="date_order, id",
                amount="amount_total",
                date="date_order",
                sequence=50,
            ),
        ]
