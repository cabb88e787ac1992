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
                "applications",
                self.env._("Applications in Progress"),
                "distributor.application",
                domain=[
                    (
                        "state",
                        "not in",
                        ("application", "done", "refused", "withdrawn"),
                    )
                ],
                action="distributor_onboarding.distributor_application_action",
                order="date_due, id",
                name="name",
                details=["level_id", "state"],
                deadline="date_due",
                salesperson="user_id",
                sequence=190,
            ),
        ]
