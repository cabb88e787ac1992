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
                "announcements",
                self.env._("Announcements to Publish"),
                "distributor.announcement",
                domain=[("state", "=", "draft")],
                action="distributor_announcement.distributor_announcement_action",
                order="date_from, id",
                name="name",
                details=["create_uid"],
                deadline="date_from",
                salesperson="",
                groups=MANAGER,
                sequence=215,
            ),
        ]
