# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

from odoo.addons.distributor_dropship.models.distributor_distributor import MAX_SENDER

MAX_RECENT = 5
SENDER = "distributor_dropship_sender"


class DistributorDistributor(models.Model):
    """The consumers of a distributor. Callers resolved it from the session."""

    _inherit = "distributor.distributor"

    def _get_dropship_users(self):
        # sudo: who is told about a parcel follows from the distributor
        members = self.sudo().member_ids.filtered(lambda one: one.state == "active")
        return super()._get_dropship_users() | members.user_id

    def _get_consumer_domain(self):
        self.ensure_one()
        return [("distributor_id", "=", self.id), ("erased_date", "=", False)]

    def _get_recent_consumers(self, chosen=None):
        """Return its consumers that came last, and the one that is chosen.

        :param chosen: contact of the basket
        """
        if not self._can_dropship():
            return self.env["distributor.consumer"]
        consumers = self.env["distributor.consumer"]
        domain = self._get_consumer_domain()
        found = consumers.search(domain, limit=MAX_RECENT)
        if chosen and chosen.is_consumer and chosen not in found.partner_id:
            found |= consumers.search([*domain, ("partner_id", "=", chosen.id)])
        return found

    def _find_consumer_address(self, address_id):
        """Return the contact of one of its own consumers by an id from a form."""
        if not address_id or not self._can_dropship():
            return self.env["res.partner"]
        found = self.env["distributor.consumer"].search(
            [*self._get_consumer_domain(), ("partner_id", "=", address_id)]
        )
        return found.partner_id

    def _choose_order_address(self, addresses, address_id):
        own = address_id in addresses.ids
        contact = not own and self._find_consumer_address(address_id)
        return contact or super()._choose_order_address(addresses, address_id)

    def _find_order_address(self, address_id):
        contact = self._find_consumer_address(address_id)
        return contact or super()._find_order_address(address_id)

    def _add_consumer(self, values):
        """Keep a consumer of the parts that the visitor checked.

        :param values: as in `_prepare_order_address`
        :raise UserError: names the field that is missing or wrong
        """
        return self.env["distributor.consumer"]._get_or_create(
            self, self._prepare_order_address(values)
        )

    def _get_portal_sender(self):
        """Return the sender of its last parcel, else its name."""
        last = self.env["sale.order"].search(
            [
                ("distributor_id", "=", self.id),
                ("is_dropship", "=", True),
                ("dropship_sender", "!=", False),
            ],
            order="id desc",
            limit=1,
        )
        return last.dropship_sender or self._get_dropship_sender()

    def _prepare_placed_order(self, key, note):
        values = super()._prepare_placed_order(key, note)
        if sender := self.env.context.get(SENDER):
            values["dropship_sender"] = str(sender)[:MAX_SENDER]
        return values

    def _get_basket_blockers(self, order, rule):
        blockers = super()._get_basket_blockers(order, rule)
        if order.consumer_id and (refusal := order._get_dropship_refusal()):
            blockers.append(refusal)
        return blockers
