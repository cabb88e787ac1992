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
                "delivery_reports",
                self.env._("Goods Missing or Damaged on Receipt"),
                "distributor.delivery.report",
                domain=[("state", "=", "open")],
                action="distributor_receipt.distributor_delivery_report_action",
                order="id",
                details=["distributor_id", "reason"],
                date="create_date",
                sequence=80,
            ),
        ]
