# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models

from odoo.addons.distributor.models.group_names import FINANCE


class DistributorHome(models.AbstractModel):
    _inherit = "distributor.home"

    @api.model
    def _get_home_cards(self):
        return [
            *super()._get_home_cards(),
            self._prepare_home_card(
                "credit_deliveries",
                self.env._("Deliveries Held by Credit"),
                "stock.picking",
                domain=[
                    ("is_credit_held", "=", True),
                    ("state", "not in", ("done", "cancel")),
                ],
                action="stock.action_picking_tree_all",
                order="scheduled_date, id",
                details=["sale_id.distributor_id", "origin"],
                deadline="scheduled_date",
                salesperson="sale_id.distributor_id.user_id",
                sequence=60,
            ),
            self._prepare_home_card(
                "credit_overrides",
                self.env._("Credit Overrides to Approve"),
                "distributor.credit.override",
                domain=[("state", "=", "requested")],
                action="distributor_credit.distributor_credit_override_action",
                order="id",
                name="distributor_id",
                details=["reason"],
                amount="amount",
                date="create_date",
                groups=FINANCE,
                sequence=110,
            ),
            self._prepare_home_card(
                "credit_over",
                self.env._("Distributors over Their Credit or Overdue"),
                "distributor.distributor",
                domain=[
                    "|",
                    ("is_over_credit", "=", True),
                    ("is_credit_overdue", "=", True),
                ],
                action="distributor_credit.distributor_credit_action",
                details=["level_id", "user_id"],
                salesperson="user_id",
                sequence=230,
            ),
        ]
