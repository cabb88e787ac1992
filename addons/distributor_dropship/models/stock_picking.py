# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.fields import Domain

from .distributor_consumer import GROUP


class StockPicking(models.Model):
    _inherit = "stock.picking"

    consumer_id = fields.Many2one(related="sale_id.consumer_id", groups=GROUP)
    dropship_text = fields.Char(
        compute="_compute_dropship_text", compute_sudo=True, groups="base.group_user"
    )
    consumer_text = fields.Char(
        "Ship To", compute="_compute_consumer_text", compute_sudo=True, groups=GROUP
    )
    dropship_told = fields.Char(
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="Carrier and number that the seller was told.",
    )

    @api.depends("sale_id.consumer_id", "sale_id.dropship_sender")
    @api.depends_context("lang")
    def _compute_dropship_text(self):
        for picking in self:
            order = picking.sale_id
            picking.dropship_text = bool(order.consumer_id) and self.env._(
                "Drop shipping for %(seller)s. Sender on the parcel: %(sender)s. Put in"
                " the delivery slip and no other paper.",
                seller=order.distributor_id.display_name,
                sender=picking._get_parcel_sender(),
            )

    @api.depends("sale_id.consumer_id")
    def _compute_consumer_text(self):
        for picking in self:
            consumer = picking.sale_id.consumer_id
            parts = consumer._get_shown() if consumer else ()
            picking.consumer_text = ", ".join(filter(None, parts))

    def _is_dropship(self):
        """Tell whether the goods of this transfer are for a consumer."""
        self.ensure_one()
        # sudo: whose goods they are, for a warehouse that may not read orders
        return bool(self.sudo().sale_id.consumer_id)

    def _is_parcel(self):
        """Tell whether the goods left for a consumer."""
        self.ensure_one()
        left = self.state == "done" and self._is_channel_delivery()
        return left and not self._is_channel_return() and self._is_dropship()

    @api.model
    def _get_signed_domain(self):
        # who never sees the goods does not sign for them
        return super()._get_signed_domain() & Domain("sale_id.is_dropship", "!=", True)

    # slip

    def _get_parcel_sender(self):
        """Return the name a consumer reads as sender."""
        self.ensure_one()
        # sudo: printed on the parcel
        order = self.sudo().sale_id
        return order.dropship_sender or order.distributor_id._get_dropship_sender()

    def _get_parcel_address(self):
        """Return (name, phone, address) for the slip, masked for whoever may not."""
        self.ensure_one()
        # sudo: what is told of it is decided by who looks
        return self.sudo().sale_id.consumer_id._get_shown()

    def _get_parcel_lines(self):
        """Return dicts of name, quantity, unit and lots: what is in the parcel."""
        self.ensure_one()
        rows = []
        done = self.state == "done"
        for move in self.move_ids.filtered(lambda one: one.state != "cancel"):
            quantity = move.quantity if done else move.product_uom_qty
            if move.product_uom.is_zero(quantity):
                continue
            product = move.product_id.with_context(display_default_code=False)
            lots = move.move_line_ids.lot_id.mapped("name") if done else []
            rows.append(
                {
                    "name": product.display_name,
                    "quantity": f"{quantity:g}",
                    "unit": move.product_uom.name,
                    "lots": ", ".join(lots),
                }
            )
        return rows

    def _send_confirmation_email(self):
        """Write to no consumer in the name of the brand."""
        theirs = self.filtered(lambda picking: picking._is_dropship())
        return super(StockPicking, self - theirs)._send_confirmation_email()

    # tracking

    def _get_told_of_shipping(self):
        if not self._is_parcel():
            return super()._get_told_of_shipping()
        # stock writes to no consumer, and the parcel tells its seller
        sellers = self.sale_id.distributor_id._get_dropship_recipients()
        return tuple(sellers.mapped("email"))

    def _get_parcel_tracking(self):
        """Return the sentence that a seller passes on to its consumer."""
        self.ensure_one()
        way = self._get_channel_tracking()
        parts = [self.env._("Shipped"), way["carrier"], way["number"], way["link"]]
        return " ".join(filter(None, parts))

    def _action_done(self):
        result = super()._action_done()
        self._tell_parcels()
        return result

    def write(self, vals):
        result = super().write(vals)
        if {"carrier_tracking_ref", "carrier_id"} & vals.keys():
            self._tell_parcels()
        return result

    def _tell_parcels(self):
        """Tell the sellers how their parcels travel, each carrier and number once."""
        # sudo: the seller is told whoever ships; orders belong to sales
        for picking in self.sudo().filtered(lambda one: one._is_parcel()):
            way = picking._get_channel_tracking()
            told = f"{way['carrier']} {way['number']}".strip() or "-"
            if told != picking.dropship_told:
                picking.dropship_told = told
                picking._tell_parcel()

    def _tell_parcel(self):
        self.ensure_one()
        order = self.sale_id
        partners = order.distributor_id._get_dropship_recipients()
        order = order.with_context(lang=partners[:1].lang or self.env.lang)
        consumer = order.consumer_id
        order.message_post(
            body=order.env._(
                "%(order)s for %(consumer)s: %(tracking)s",
                order=order.name,
                consumer=consumer.display_name,
                tracking=self.with_env(order.env)._get_parcel_tracking(),
            ),
            subject=order.env._("%s was shipped to your consumer", order.name),
            partner_ids=partners.ids,
            subtype_xmlid="mail.mt_comment",
            email_layout_xmlid="mail.mail_notification_light",
        )

    def _forget_consumer(self):
        """Erase what a delivery knows of its consumer; others add to it."""
        # sudo: called by the erasure alone; who signed is erased with the consumer
        pickings = self.sudo()
        pickings.filtered("signature").write({"signature": False})
        if "receipt_ids" in self._fields:
            pickings.receipt_ids.write(
                {"received_by": False, "signature": False, "message": False}
            )
