# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.tools import format_date


class SaleOrder(models.Model):
    _inherit = "sale.order"

    @api.depends_context("uid")
    def _compute_deposit(self):
        """Hide the deposit from portal users who may read orders but not the money."""
        result = super()._compute_deposit()
        if self.env.user.share:
            for order in self:
                # sudo: asked to decide what the user may see
                distributor = order.sudo().distributor_id
                if distributor and not distributor._user_can("money"):
                    order.deposit_available = order.deposit_missing = 0.0
                    order.deposit_held = 0.0
        return result

    def _get_deposit_reason(self):
        """Tell about the deposit only who may see the money, whoever opened a link."""
        actor = self.env["res.users"]._get_portal_actor()
        # sudo: asked to decide what the visitor may see
        order = self.sudo()
        if not actor or order.distributor_id._user_can("money", actor):
            return super()._get_deposit_reason()
        if order._is_ordered() and order.distributor_id._user_can("order", actor):
            return order._get_blind_deposit_reason()
        return ""

    def _get_blind_deposit_reason(self):
        """Return why an order waits for the deposit, without saying how much it is."""
        missing = self.prepaid and self._plan_funding(self.amount_total)[1]
        if not missing:
            return ""
        return self.env._("The deposit does not cover the order.")

    def _get_confirmation_reason(self):
        # sudo: whoever sees the order may know whose turn it is
        member = self.sudo().portal_asked_by
        if not member:
            return super()._get_confirmation_reason()
        return self.env._(
            "The owner has to confirm the order, which is beyond the limit of %s.",
            member.name,
        )

    def _get_waiting_label(self):
        """Say “you” to the visitor whose turn it is."""
        actor = self.env["res.users"]._get_portal_actor()
        if not actor or self._waits_for_deposit():
            return super()._get_waiting_label()
        # sudo: asked to decide what the visitor is told
        order = self.sudo()
        if order.channel_turn in order.distributor_id._get_portal_turns(actor):
            return self.env._("Waiting for you")
        if order.channel_turn == "owner":
            return self.env._("Waiting for the owner")
        return super()._get_waiting_label()

    def _get_portal_answer_url(self):
        """Return the page on which its distributor confirms this order; a hook."""
        self.ensure_one()
        return f"/my/orders/{self.id}"

    def _get_confirmation_proof(self):
        member = self.portal_user_id
        if member and not self.signed_by:
            return self.env._("In the portal by %s", member.name)
        return super()._get_confirmation_proof()

    def _get_portal_now(self, steps):
        """Return where the order stands, for its line in the list.

        :param steps: what `_get_channel_steps` returned
        :return: the step it waits at with its sentences, else the last one done
        """
        waiting = [step for step in steps if step["step"] == "waiting"]
        done = [step for step in steps if step["done"]]
        now = (waiting or done[-1:] or [None])[0]
        if now and waiting and self.channel_turn in ("upline", "brand"):
            # others come first, the deposit is told on the page of the order
            deposit = self._get_deposit_reason()
            told = [
                text.removeprefix("• ") for text in now["details"] if text != deposit
            ]
            now = {**now, "details": told or now["details"]}
        return now

    def _get_portal_task_detail(self):
        """Return until when, or why, the distributor has something to do."""
        self.ensure_one()
        if self.channel_state == "waiting":
            return (self._get_waiting_reasons() or [""])[0]
        until = self.validity_date
        if not until:
            return ""
        return self.env._("valid until %s", format_date(self.env, until))

    def _get_portal_destination(self):
        """Return where an order goes, in a few words."""
        self.ensure_one()
        address = self.partner_shipping_id
        name = address.name or address.commercial_partner_id.name
        return ", ".join(filter(None, [name, address.city]))

    def _may_portal_explain_prices(self, user):
        """Tell whether the visitor is the distributor of this order, by its login.

        An order can also be opened with a link and no login; the link explains nothing.

        :param user: the user of the request; the page has the order in sudo
        """
        self.ensure_one()
        if user._is_public() or not self.distributor_id:
            return False
        own = self.env["distributor.distributor"]._get_for_partner(
            user.partner_id, self.company_id
        )
        return own == self.distributor_id and own._user_can("view", user)
