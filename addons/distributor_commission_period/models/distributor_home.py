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
                "commission_recomputes",
                self.env._("Commission Computed Again, to Be Written"),
                "distributor.commission.recompute",
                domain=[("state", "=", "ready")],
                action="distributor_commission_period"
                ".distributor_commission_recompute_action",
                order="id",
                details=["user_id"],
                date="write_date",
                salesperson="",
                groups=MANAGER,
                sequence=148,
            ),
        ]
