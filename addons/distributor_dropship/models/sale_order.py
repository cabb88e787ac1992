# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.distributor_authorization.models.res_company import INTERNAL

from .distributor_consumer import GROUP
from .distributor_distributor import MAX_SENDER


class SaleOrder(models.Model):
    _inherit = "sale.order"

    consumer_id = fields.Many2one(
        "distributor.consumer",
        compute="_compute_consumer_id",
        store=True,
        readonly=False,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        domain="[('distributor_id', '=', distributor_id), ('erased_date', '=', False)]",
        groups=GROUP,
        help="To whom the goods go, instead of to the distributor.",
    )
    is_dropship = fields.Boolean(
        "Goes to a Consumer",
        compute="_compute_is_dropship",
        store=True,
        compute_sudo=True,
        groups=INTERNAL,
    )
    may_dropship = fields.Boolean(
        compute="_compute_may_dropship", compute_sudo=True, groups=GROUP
    )
    dropship_sender = fields.Char(
        "Sender on the Parcel",
        size=MAX_SENDER,
        copy=False,
        groups=INTERNAL,
        help="Who the consumer reads as sender.",
    )

    @api.depends("partner_shipping_id")
    def _compute_consumer_id(self):
        contacts = self.partner_shipping_id.filtered("is_consumer")
        found = self.env["distributor.consumer"]
        if contacts:  # most orders go to the distributor: they ask nothing
            found = found.search([("partner_id", "in", contacts.ids)])
        consumers = {consumer.partner_id: consumer for consumer in found}
        for order in self:
            order.consumer_id = consumers.get(order.partner_shipping_id._origin)

    @api.depends("consumer_id")
    def _compute_is_dropship(self):
        for order in self:
            order.is_dropship = bool(order.consumer_id)

    @api.depends("distributor_id")
    def _compute_may_dropship(self):
        for order in self:
            distributor = order.distributor_id
            order.may_dropship = bool(distributor) and distributor._can_dropship()

    @api.depends("consumer_id")
    def _compute_ship_territory_explanation(self):
        """Tell no more of the address of a consumer than the territory it lies in."""
        sent_on = self.filtered("consumer_id")
        result = super(SaleOrder, self - sent_on)._compute_ship_territory_explanation()
        for order in sent_on:
            territory = order.ship_territory_id
            order.ship_territory_missing = bool(order.distributor_id and not territory)
            order.ship_territory_explanation = (
                self.env._(
                    "%s, by the address of the consumer.", territory.display_name
                )
                if territory
                else self.env._("The address of the consumer lies in no territory.")
            )
        return result

    def _get_ship_place(self):
        # sudo: only the territory is derived from it
        return self.sudo().consumer_id or super()._get_ship_place()

    @api.onchange("consumer_id")
    def _onchange_consumer_id(self):
        # sudo: the group of the field was checked; the contact says what may be told
        consumer = self.consumer_id.sudo()
        if consumer and self.partner_shipping_id != consumer.partner_id:
            self.partner_shipping_id = consumer.partner_id
        elif not consumer and self.partner_shipping_id.is_consumer:
            self.partner_shipping_id = self.partner_id
        if consumer and not self.dropship_sender:
            self.dropship_sender = self.distributor_id._get_dropship_sender()

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._follow_consumer(vals) for vals in vals_list])

    def write(self, vals):
        result = super().write(self._follow_consumer(vals))
        if vals.get("consumer_id", True) is False:
            # sudo: write access was checked above; nobody's consumer is left on them
            for order in self.sudo().filtered("partner_shipping_id.is_consumer"):
                order.partner_shipping_id = order.partner_id
        return result

    def _follow_consumer(self, vals):
        """Return values whose delivery address is that of the consumer."""
        if not vals.get("consumer_id") or vals.get("partner_shipping_id"):
            return vals
        # sudo: the contact says no more than may be told; the field has a group
        consumer = self.env["distributor.consumer"].sudo().browse(vals["consumer_id"])
        return {**vals, "partner_shipping_id": consumer.partner_id.id}

    @api.constrains("consumer_id", "distributor_id", "partner_shipping_id")
    def _check_consumer(self):
        # sudo: whose consumer it is, for whoever writes the order
        for order in self.sudo().filtered("consumer_id"):
            consumer = order.consumer_id
            if consumer.partner_id != order.partner_shipping_id:
                raise ValidationError(
                    self.env._(
                        "%s: consumer and delivery address belong together. Choose the"
                        " consumer again.",
                        order.name,
                    )
                )
            if consumer.distributor_id != order.distributor_id:
                raise ValidationError(
                    self.env._(
                        "%(order)s: the delivery address is a consumer of another"
                        " seller than %(seller)s. Choose another address.",
                        order=order.name,
                        seller=order.distributor_id.display_name
                        or order.partner_id.name,
                    )
                )

    def _prepare_part_vals(self, address):
        values = super()._prepare_part_vals(address)
        if address == self.partner_shipping_id:
            values["dropship_sender"] = self.dropship_sender
        return values

    def _prepare_merged_vals(self, others):
        values = super()._prepare_merged_vals(others)
        senders = [name for name in (self | others).mapped("dropship_sender") if name]
        if senders:
            values["dropship_sender"] = senders[0]
        return values

    def _on_confirmation(self):
        result = super()._on_confirmation()
        # sudo: whether the goods may go to a consumer, whoever confirms
        self.sudo().filtered("consumer_id")._check_dropship()
        return result

    def _check_dropship(self):
        """Refuse what may not go to a consumer; name the sender of what may.

        :raise UserError: names the order and what to do
        """
        for order in self:
            if refusal := order._get_dropship_refusal():
                raise UserError(
                    self.env._(
                        "Order %(order)s cannot be confirmed: %(reason)s",
                        order=order.name,
                        reason=refusal,
                    )
                )
            if not order.dropship_sender:
                order.dropship_sender = order.distributor_id._get_dropship_sender()

    def _get_dropship_refusal(self):
        """Return why the goods may not go to the consumer, or "". Call it in sudo."""
        self.ensure_one()
        if not self.distributor_id._can_dropship():
            return self.env._(
                "%s may not have goods sent to consumers. Choose one of its own"
                " addresses, or ask a distribution manager to allow it.",
                self.distributor_id.display_name,
            )
        if self.consumer_id.erased_date:
            return self.env._(
                "The data of the consumer was erased. Enter name, phone and address"
                " again."
            )
        return ""

    def _get_shown_consumer(self):
        """Return dict of name, phone, address, whole (no mask) and erased, or none."""
        self.ensure_one()
        # sudo: callers showed the order; what is told is decided by who looks
        consumer = self.sudo().consumer_id
        if not consumer:
            return None
        name, phone, address = consumer._get_shown()
        return {
            "name": name,
            "phone": phone,
            "address": address,
            "whole": consumer._is_shown_to(consumer._get_viewer()),
            "erased": bool(consumer.erased_date),
        }

    def _get_parcels(self):
        """Return the deliveries of this order that left for the consumer."""
        self.ensure_one()
        return self.picking_ids.filtered(lambda picking: picking._is_parcel())
