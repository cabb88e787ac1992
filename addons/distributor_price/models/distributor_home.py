# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models

from odoo.addons.distributor.models.group_names import MANAGER


class DistributorHome(models.AbstractModel):
    _inherit = "distributor.home"

    @api.model
    def _get_home_cards(self):
        uid = self.env.uid
        return [
            *super()._get_home_cards(),
            self._prepare_home_card(
                "price_versions",
                self.env._("Price Versions to Approve"),
                "distributor.price.version",
                # another person than who prepared it approves
                domain=[
                    ("state", "=", "submitted"),
                    ("submitted_uid", "!=", uid),
                    ("create_uid", "!=", uid),
                ],
                action="distributor_price.distributor_price_version_action",
                order="date_start, id",
                name="name",
                details=["submitted_uid"],
                deadline="date_start",
                salesperson="",
                groups=MANAGER,
                sequence=90,
            ),
        ]
