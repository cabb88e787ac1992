# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models

from odoo.addons.distributor.models.group_names import DECIDERS


class DistributorHome(models.AbstractModel):
    _inherit = "distributor.home"

    @api.model
    def _get_home_cards(self):
        return [
            *super()._get_home_cards(),
            self._prepare_home_card(
                "topups",
                self.env._("Top-ups to Look At"),
                "distributor.topup",
                domain=[("problem", "!=", False)],
                action="distributor_wallet_topup.distributor_topup_action",
                order="id",
                details=["distributor_id", "problem"],
                amount="amount",
                date="create_date",
                groups=DECIDERS,
                sequence=120,
            ),
            self._prepare_home_card(
                "topup_matches",
                self.env._("Bank Payments That Look Like a Top-up"),
                "distributor.topup.match",
                domain=[("state", "=", "open"), ("is_reconciled", "=", False)],
                action="distributor_wallet_topup.distributor_topup_match_action",
                order="id",
                details=["distributor_id", "reason"],
                amount="amount",
                date="date",
                groups=DECIDERS,
                sequence=125,
            ),
        ]
