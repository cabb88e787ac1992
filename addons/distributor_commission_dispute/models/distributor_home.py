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
                "commission_disputes",
                self.env._("Commission Disputes to Decide"),
                "distributor.commission.dispute",
                domain=[("state", "in", ("open", "review"))],
                action="distributor_commission_dispute"
                ".distributor_commission_dispute_action",
                order="deadline, id",
                name="name",
                details=["distributor_id", "kind"],
                amount="difference",
                deadline="deadline",
                sequence=150,
            ),
        ]
