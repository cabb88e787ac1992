# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

from odoo.addons.distributor_portal.models.distributor_portal_list import Column


class DistributorPortalListDisputes(models.AbstractModel):
    _name = "distributor.portal.list.disputes"
    _inherit = "distributor.portal.list.money"
    _description = "Disputes in the Portal"

    _path = "commission/disputes"
    _records = "distributor.commission.dispute"
    _search_fields = ("name", "document", "source_id.order_id.name")

    def _get_title(self):
        return self.env._("Disputes")

    def _get_search_label(self):
        return self.env._("Dispute or order")

    def _get_base_domain(self, distributor):
        return self.env[self._records]._get_portal_domain(distributor)

    def _get_sums(self, distributor, user):
        return {"difference": self.env._("Difference")}

    def _get_columns(self, distributor, user):
        env = self.env
        return [
            Column(env._("Number"), lambda d: d.name),
            Column(env._("Date"), lambda d: d.date, "date"),
            Column(env._("Order"), lambda d: d._get_portal_title()),
            Column(env._("State"), lambda d: d._get_portal_state()[1]),
            self._get_amount(env._("Our amount"), "entry_amount"),
            self._get_amount(env._("Expected"), "expected_amount"),
            self._get_amount(env._("Decided"), "amount_decided"),
        ]
