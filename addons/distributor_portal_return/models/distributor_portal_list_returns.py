# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

from odoo.addons.distributor_portal.controllers.parameters import ALL
from odoo.addons.distributor_portal.models.distributor_portal_list import (
    Choice,
    Column,
    Sort,
)


class DistributorPortalListReturns(models.AbstractModel):
    _name = "distributor.portal.list.returns"
    _inherit = "distributor.portal.list"
    _description = "Returns in the Portal"

    _path = "returns"
    _records = "distributor.return"
    _search_fields = ("name", "order_id.name", "tracking_ref")

    def _get_title(self):
        return self.env._("Returns")

    def _get_search_label(self):
        return self.env._("Number of return or order")

    def _get_base_domain(self, distributor):
        return self.env[self._records]._get_portal_domain(distributor)

    def _get_choices(self, distributor, values):
        states = {
            ALL: (self.env._("All"), None),
            "waiting": (self.env._("Waiting"), ["requested"]),
            "send": (self.env._("To send"), ["expected"]),
            "credit": (self.env._("Credit follows"), ["approved", "received"]),
            "done": (self.env._("Credited"), ["credited", "closed"]),
            "refused": (self.env._("Not accepted"), ["refused", "cancelled"]),
        }
        options = {
            key: (label, found and [("state", "in", found)])
            for key, (label, found) in states.items()
        }
        return [Choice("state", self.env._("State"), options)]

    def _get_sorts(self, values):
        return {
            "date": Sort(self.env._("Newest"), []),
            "old": Sort(self.env._("Oldest"), [], False),
        }

    def _get_currency_path(self):
        return "order_id.currency_id"

    def _get_sums(self, distributor, user):
        # who may not see the money reads neither prices nor what they add up to
        if not distributor._user_can("money", user):
            return {}
        return {
            "amount_requested": self.env._("Value"),
            "amount_credited": self.env._("Credited"),
        }

    def _get_columns(self, distributor, user):
        env = self.env
        columns = [
            Column(env._("Return"), lambda r: r.name),
            Column(env._("Order"), lambda r: r.order_id.name),
            Column(
                env._("Asked for on"), lambda r: self._get_day(r.requested_date), "date"
            ),
            Column(env._("Goods"), lambda r: r._get_portal_goods()),
            Column(env._("Reason"), lambda r: r.reason_id.name),
            Column(env._("State"), lambda r: r._get_portal_state()[1]),
        ]
        if distributor._user_can("money", user):
            columns += [
                Column(
                    env._("Value"),
                    lambda r: (r.amount_requested, r.currency_id),
                    "amount",
                    True,
                ),
                Column(
                    env._("Credited"),
                    lambda r: (r.amount_credited, r.currency_id),
                    "amount",
                    True,
                ),
            ]
        return columns
