# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models

DAYS_AHEAD = 3


class DistributorHome(models.AbstractModel):
    _inherit = "distributor.home"

    @api.model
    def _get_home_cards(self):
        return [
            *super()._get_home_cards(),
            self._prepare_home_card(
                "holds_ending",
                self.env._("Money Kept for Orders, Free Again Soon"),
                "distributor.wallet.hold",
                domain=[
                    ("state", "=", "open"),
                    ("expiry_date", "<=", f"today +{DAYS_AHEAD}d"),
                ],
                action="distributor_wallet.distributor_wallet_hold_action",
                order="expiry_date, id",
                amount="remaining",
                deadline="expiry_date",
                sequence=100,
            ),
        ]
