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
                "wallet_programs",
                self.env._("Top-Up Programmes to Approve"),
                "distributor.wallet.program",
                # another person than who prepared it approves
                domain=[
                    ("state", "=", "draft"),
                    ("asked_uid", "!=", False),
                    ("prepared_uid", "!=", self.env.uid),
                ],
                action="distributor_wallet_program.distributor_wallet_program_action",
                order="date_start, id",
                name="name",
                details=["asked_uid"],
                deadline="date_start",
                salesperson="",
                groups=DECIDERS,
                sequence=95,
            ),
        ]
