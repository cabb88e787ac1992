# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

from odoo.addons.distributor_notification.models.event import Event


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _on_confirmation(self):
        result = super()._on_confirmation()
        # sudo: the distributor is told of its own order, whoever confirms it
        orders = self.sudo().filtered(
            lambda order: order.distributor_id and not order.historic_date
        )
        orders.filtered(
            lambda order: not order._is_confirmed_by_itself()
        )._tell_members_approved()
        return result

    def _is_confirmed_by_itself(self):
        """Tell whether somebody of the distributor just confirmed it, and knows it."""
        self.ensure_one()
        if self.approval_user_id:
            return False
        actor = self.env["res.users"]._get_portal_actor()
        return bool(actor) and self.distributor_id._user_can("order", actor)

    def _tell_members_approved(self):
        self.env["distributor.notification"]._notify(
            "order_approved",
            [
                Event(
                    order.distributor_id,
                    order,
                    order._describe_approved,
                    f"/my/orders/{order.id}",
                    step="confirmed",
                    told=order._get_told_addresses(),
                )
                for order in self
            ],
        )

    def _describe_approved(self, env):
        return (
            env._("Order %s is confirmed", self.name),
            env._("You are told when the goods leave."),
        )

    def _get_told_addresses(self):
        """Return the addresses to which stock mails the confirmation itself."""
        self.ensure_one()
        sends = self.env.context.get("send_email")
        return (self.partner_id.email,) if sends else ()

    def _tell_approved(self):
        result = super()._tell_approved()
        self._tell_decided(
            "order_approved",
            lambda env: (
                env._("Order %s is approved", self.name),
                env._("You can confirm it now."),
            ),
        )
        return result

    def _on_refusal(self, reviews):
        result = super()._on_refusal(reviews)
        comment = " ".join(review.comment or "" for review in reviews).strip()
        self._tell_decided(
            "order_refused",
            lambda env: (
                env._("Order %s is not approved", self.name),
                "\n".join(
                    filter(
                        None,
                        [comment, env._("You can change it and send it again.")],
                    )
                ),
            ),
            step=",".join(map(str, reviews.ids)),
        )
        return result

    def _tell_decided(self, code, tell, step=""):
        # sudo: whoever decides, the distributor is told of its own order
        order = self.sudo()
        order.distributor_id._notify_members(
            code,
            order,
            tell,
            f"/my/orders/{order.id}",
            step=step,
            told=(order.approval_user_id.email,),  # a message went to the submitter
        )

    def _ask_owner(self):
        asked = self.sudo().portal_asked_by
        result = super()._ask_owner()
        # sudo: the visitor has the right to order for this distributor
        order = self.sudo()
        if order.portal_asked_by == asked:
            return result
        name = order.portal_asked_by.name
        owners = order.distributor_id._get_notified_users("manage")
        order.distributor_id._notify_members(
            "order_limit",
            order,
            lambda env: (
                env._("Order %s waits for you", order.name),
                env._("%s asks you to confirm it: it is beyond the limit.", name),
            ),
            f"/my/orders/{order.id}",
            step=str(order.portal_asked_by.id),
            told=tuple(owners[order.distributor_id].mapped("email")),
        )
        return result
