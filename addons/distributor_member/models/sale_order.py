# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL


class SaleOrder(models.Model):
    """Orders of distributors are accepted, declined and paid by role.

    The checks stand where the order changes: stock acts as superuser for whoever holds
    a link, so neither access rights nor record rules see who it is.
    """

    _name = "sale.order"
    _inherit = ["sale.order", "distributor.member.document"]

    portal_user_id = fields.Many2one(
        "res.users",
        "Confirmed in the Portal by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups="base.group_user",
    )
    portal_date = fields.Date(readonly=True, copy=False, groups="base.group_user")
    portal_asked_by = fields.Many2one(
        "res.users",
        "Waiting for the Owner",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="This buyer wanted to confirm the order, which is beyond its limit; an"
        " owner of the distributor can.",
    )

    def _get_portal_distributor(self):
        self.ensure_one()
        # sudo: asked to decide what the user may do
        return self.sudo().distributor_id

    def _is_portal_published(self):
        """Tell whether members who are no contacts of the customer may read it."""
        self.ensure_one()
        return self.state in ("sent", "sale") or (
            self.state == "cancel" and bool(self.chain_ids)
        )

    @api.model
    def _check_portal_user_can(self, right, distributor, name):
        """Refuse a portal user without a right, and whoever holds a link alone.

        :raise AccessError: names the document and what is missing
        """
        actor = self.env["res.users"]._get_portal_actor()
        if not actor or not distributor or distributor._user_can(right, actor):
            return
        if actor._is_public():
            raise AccessError(
                self.env._("Please log in: %s belongs to a distributor.", name)
            )
        raise AccessError(
            self.env._(
                "Your role does not allow this for %s. Please ask the owner of the"
                " distributor.",
                name,
            )
        )

    def _check_portal_right(self, right):
        for order in self:
            order._check_portal_user_can(
                right, order._get_portal_distributor(), order.name
            )

    def _get_portal_payer(self):
        """Return who started the payment that was made for a quotation, if any.

        Its right was checked when the payment started; the provider reports it later,
        as nobody or by a scheduled job.
        """
        self.ensure_one()
        self.env["payment.transaction"].flush_model(["state"])
        # written out, as it is asked for each order of a distributor
        found = self.env.execute_query(
            SQL(
                """
                SELECT paid.create_uid
                  FROM sale_order_transaction_rel AS rel
                  JOIN payment_transaction AS paid ON paid.id = rel.transaction_id
                 WHERE rel.sale_order_id = %s AND paid.state IN ('authorized', 'done')
                 ORDER BY paid.id DESC
                 LIMIT 1
                """,
                self.id,
            )
        )
        # sudo: asked to decide what the user may do
        payer = self.env["res.users"].sudo().browse(key for (key,) in found)
        return payer if payer.share and not payer._is_public() else payer.browse()

    def _on_confirmation(self):
        self.filtered("distributor_id")._check_portal_confirmation()
        return super()._on_confirmation()

    def _check_portal_confirmation(self):
        """Refuse who may not order or is beyond its limit; keep who confirmed.

        :raise AccessError, UserError: names the order and what is missing
        """
        if not self:
            return
        actor = self.env["res.users"]._get_portal_actor()
        for order in self.sudo():  # sudo: checked here, for whoever acts
            person = actor
            if not actor or actor._is_public():
                person = order._get_portal_payer() or actor
            if person and person == actor:
                order._check_portal_limit(person)
            if person or order.portal_user_id or order.portal_asked_by:
                order.write(
                    {
                        "portal_user_id": person.id,
                        "portal_date": person and order._get_channel_date(),
                        "portal_asked_by": False,
                    }
                )

    def _check_portal_limit(self, user):
        """Refuse a user who may not order, or not that much.

        :raise AccessError, UserError: names the order and what is missing
        """
        self.ensure_one()
        self._check_portal_right("order")
        member = self.distributor_id._get_member(user)
        member._lock_limit()
        refusals = member and member._get_limit_refusals(self)
        if refusals:
            raise UserError("\n".join(refusals))

    def write(self, vals):
        if vals.get("signature"):
            self._check_portal_right("order")
        return super().write(vals)

    def _action_cancel(self):
        self._check_portal_right("order")
        return super()._action_cancel()

    def _get_portal_refusals(self):
        """Return why the visitor cannot accept this order, for its page.

        :return: list of sentences, empty when it can
        """
        self.ensure_one()
        actor = self.env["res.users"]._get_portal_actor()
        distributor = self._get_portal_distributor()
        if not actor or not distributor:
            return []
        try:
            self._check_portal_right("order")
        except AccessError as error:
            return [str(error)]
        # sudo: the right was checked above
        member = distributor._get_member(actor)
        return member._get_limit_refusals(self.sudo()) if member else []

    def _request_confirmation(self):
        """Submit orders: confirm what may be confirmed, ask for the rest.

        Here the owner is asked for what is beyond the limit of a member. The caller has
        checked that the user may see and change the orders.

        :raise UserError: why an order cannot be confirmed
        """
        for order in self:
            if order.distributor_id and order._get_portal_refusals():
                order._ask_owner()
            else:
                order.action_confirm()

    def _portal_may(self, right):
        """Tell whether the visitor has a right for this order, for its page."""
        self.ensure_one()
        try:
            self._check_portal_right(right)
        except AccessError:
            return False
        return True

    def _get_turn(self):
        turn = super()._get_turn()
        return "owner" if turn == "distributor" and self.portal_asked_by else turn

    @api.model
    def _get_turn_fields(self):
        return [*super()._get_turn_fields(), "portal_asked_by"]

    def _ask_owner(self):
        """Ask the owners to confirm what is beyond the limit of the visitor."""
        self.ensure_one()
        actor = self.env["res.users"]._get_portal_actor()
        # sudo: the visitor has the right to order for this distributor
        order = self.sudo()
        if order.portal_asked_by == actor:
            return
        order.portal_asked_by = actor
        owners = order.distributor_id.member_ids.filtered(
            lambda m: m.state == "active" and m.role == "owner"
        )
        order.message_notify(
            partner_ids=owners.user_id.partner_id.ids,
            author_id=actor.partner_id.id,
            subject=self.env._("Order %s waits for you", order.name),
            body=self.env._(
                "%(name)s asks you to confirm order %(order)s of %(amount)s, which is"
                " beyond the limit.",
                name=actor.name,
                order=order.name,
                amount=order.currency_id.format(order.amount_total),
            ),
        )

    @api.model
    def _get_thread_with_access(self, thread_id, *, mode="read", **kwargs):
        thread = super()._get_thread_with_access(thread_id, mode=mode, **kwargs)
        return self._get_member_thread(thread_id, thread)
