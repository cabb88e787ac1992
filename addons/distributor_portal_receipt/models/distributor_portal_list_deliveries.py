# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.fields import Domain

from odoo.addons.distributor_portal.controllers.parameters import ALL
from odoo.addons.distributor_portal.models.distributor_portal_list import (
    Choice,
    Column,
    Sort,
)


class DistributorPortalListDeliveries(models.AbstractModel):
    _name = "distributor.portal.list.deliveries"
    _inherit = "distributor.portal.list"
    _description = "Deliveries in the Portal"

    _path = "deliveries"
    _records = "stock.picking"
    _search_fields = ("name", "sale_id.name", "carrier_tracking_ref")

    def _get_title(self):
        return self.env._("Deliveries")

    def _get_search_label(self):
        return self.env._("Number of delivery or order")

    def _get_base_domain(self, distributor):
        return distributor._get_portal_delivery_domain()

    def _get_choices(self, distributor, values):
        options = {
            ALL: (self.env._("All"), None),
            "waiting": (self.env._("To receive"), Domain("received_date", "=", False)),
            "received": (self.env._("Received"), Domain("received_date", "!=", False)),
            "reported": (
                self.env._("Missing or broken"),
                Domain("delivery_report_ids", "any", Domain("state", "=", "open")),
            ),
        }
        return [Choice("state", self.env._("State"), options)]

    def _get_sorts(self, values):
        return {
            "todo": Sort(
                self.env._("To receive first"), ["received_date", "date_done"]
            ),
            "date": Sort(self.env._("Newest"), ["date_done"]),
            "old": Sort(self.env._("Oldest"), ["date_done"], False),
        }

    def _get_columns(self, distributor, user):
        env = self.env
        return [
            Column(env._("Delivery"), lambda p: p.name),
            Column(env._("Order"), lambda p: p.sale_id.name),
            Column(env._("Shipped"), lambda p: self._get_day(p.date_done), "date"),
            Column(env._("Carrier"), lambda p: p._get_channel_tracking()["carrier"]),
            Column(
                env._("Parcel number"), lambda p: p._get_channel_tracking()["number"]
            ),
            Column(env._("Received"), lambda p: self._get_day(p.received_date), "date"),
            Column(env._("State"), self._tell_state),
        ]

    def _tell_state(self, picking):
        if "open" in picking.delivery_report_ids.mapped("state"):
            return self.env._("Missing or broken")
        if picking.received_date:
            return self.env._("Received")
        return self.env._("To receive")
