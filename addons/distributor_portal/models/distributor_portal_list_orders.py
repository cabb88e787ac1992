# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

from ..controllers.parameters import ALL
from .distributor_distributor import WAITING
from .distributor_portal_list import Choice, Column, Sort


class DistributorPortalListOrders(models.AbstractModel):
    _name = "distributor.portal.list.orders"
    _inherit = "distributor.portal.list"
    _description = "Orders in the Portal"

    _path = "orders"
    _records = "sale.order"
    _search_fields = ("name", "client_order_ref", "partner_shipping_id.name")

    def _get_title(self):
        return self.env._("Orders")

    def _get_search_label(self):
        return self.env._("Number, reference or recipient")

    def _get_base_domain(self, distributor):
        return distributor._get_portal_order_domain()

    def _get_choices(self, distributor, values):
        states = {
            ALL: (self.env._("All"), None),
            "offer": (self.env._("Quotations"), ["draft", "quoted"]),
            "waiting": (self.env._("To be shipped"), list(WAITING)),
            "shipped": (self.env._("Shipped"), ["shipped", "received"]),
            "returning": (self.env._("Coming back"), ["returning"]),
            "invoiced": (self.env._("To pay"), ["invoiced"]),
            "paid": (self.env._("Paid"), ["paid", "done"]),
            "cancelled": (self.env._("Cancelled"), ["cancelled"]),
        }
        options = {
            key: (label, states and [("channel_state", "in", states)])
            for key, (label, states) in states.items()
        }
        return [Choice("state", self.env._("State"), options)]

    def _get_sorts(self, values):
        return {
            "date": Sort(self.env._("Newest"), ["date_order"]),
            "old": Sort(self.env._("Oldest"), ["date_order"], False),
            "total": Sort(self.env._("Largest"), ["amount_total"]),
        }

    def _get_sums(self, distributor, user):
        return {"amount_total": self.env._("Total")}

    def _get_columns(self, distributor, user):
        state = self._get_label_of("channel_state")
        env = self.env
        return [
            Column(env._("Order"), lambda o: o.name),
            Column(env._("Date"), lambda o: self._get_day(o.date_order), "date"),
            Column(env._("Your Reference"), lambda o: o.client_order_ref),
            Column(env._("Ship to"), lambda o: o._get_portal_destination()),
            Column(env._("State"), state),
            Column(
                env._("Untaxed"),
                lambda o: (o.amount_untaxed, o.currency_id),
                "amount",
                True,
            ),
            Column(
                env._("Total"),
                lambda o: (o.amount_total, o.currency_id),
                "amount",
                True,
            ),
        ]
