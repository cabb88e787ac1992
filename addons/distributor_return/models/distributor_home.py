# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models

from odoo.addons.distributor.models.group_names import MANAGER


class DistributorHome(models.AbstractModel):
    _inherit = "distributor.home"

    @api.model
    def _get_home_cards(self):
        return [
            *super()._get_home_cards(),
            self._prepare_home_card(
                "returns",
                self.env._("Returns to Approve"),
                "distributor.return",
                domain=[("state", "=", "requested")],
                action="distributor_return.distributor_return_action",
                order="requested_date, id",
                name="name",
                details=["distributor_id", "reason_id"],
                amount="amount_requested",
                date="requested_date",
                groups=MANAGER,
                sequence=70,
            ),
        ]
