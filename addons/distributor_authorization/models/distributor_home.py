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
                "order_exceptions",
                self.env._("Orders Stopped by an Exception"),
                "sale.order",
                domain=[
                    ("state", "in", ("draft", "sent")),
                    ("exception_level", "in", ("open", "refused")),
                ],
                order="date_order, id",
                details=["exception_names", "distributor_id"],
                amount="amount_total",
                date="date_order",
                sequence=20,
            ),
            self._prepare_home_card(
                "authorizations",
                self.env._("Authorisations to Approve"),
                "distributor.authorization",
                domain=[("state", "=", "submitted")],
                action="distributor_authorization.distributor_authorization_action",
                order="submitted_date, id",
                name="name",
                details=["distributor_id", "territory_id"],
                date="submitted_date",
                groups=MANAGER,
                sequence=220,
            ),
        ]
