# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError

from .sale_order_steps import OPEN, SETTLED

# in the context: lines move from one order to another
MOVING = "distributor_order_moving"


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = [
        "sale.order",
        "sale.order.timeline",
        "sale.order.steps",
        "sale.order.behalf",
    ]

    channel_state = fields.Selection(
        [
            ("draft", "Draft"),
            ("quoted", "Quotation"),
            ("waiting", "Waiting"),
            ("confirmed", "Confirmed"),
            ("packed", "Packed"),
            ("part_shipped", "Partly Shipped"),
            ("shipped", "Shipped"),
            ("returning", "Coming Back"),
            ("invoiced", "Invoiced"),
            ("paid", "Paid"),
            ("cancelled", "Cancelled"),
        ],
        "Progress",
        compute="_compute_channel_state",
        store=True,
        index="btree_not_null",
        help="How far the order is, the goods before the money: an order that was paid"
        " before it is shipped is still on its way.",
    )
    channel_turn = fields.Selection(
        [
            ("distributor", "The Distributor"),
            ("owner", "Its Owner"),
            ("upline", "Its Upline"),
            ("brand", "The Brand"),
        ],
        "Waiting For",
        compute="_compute_channel_state",
        store=True,
        copy=False,
        groups="base.group_user",
        help="Whose turn it is before the order can be confirmed. A distributor"
        " confirms or tops up its deposit.",
    )
    distributor_territory_id = fields.Many2one(
        related="distributor_id.territory_id",
        string="Region of the Distributor",
        groups="base.group_user",
    )
    cancel_date = fields.Datetime("Cancelled On", readonly=True, copy=False)

    @api.depends(
        lambda self: (
            "delivery_status",
            "invoice_status",
            # the stored way to them: each write on an invoice would search for
            # ``invoice_ids``, whoever the customer is
            "order_line.invoice_lines.move_id.state",
            "order_line.invoice_lines.move_id.payment_state",
            *self._get_turn_fields(),
        )
    )
    def _compute_channel_state(self):
        for order in self:
            if not order.distributor_id:
                order.channel_state = order.channel_turn = False
                continue
            order.channel_turn = order.state in OPEN and order._get_turn()
            order.channel_state = order._get_channel_state()

    def _get_channel_state(self):
        """Return how far this order is, as a value of ``channel_state``."""
        self.ensure_one()
        if self.channel_turn not in (False, "distributor") or self._is_ordered():
            return "waiting"
        before = {"draft": "draft", "sent": "quoted", "cancel": "cancelled"}
        if self.state in before:
            return before[self.state]
        if self.delivery_status == "pending":
            return "confirmed"
        if self.delivery_status in ("started", "partial"):
            return self._get_moving_state()
        return self._get_settled_state()

    def _get_moving_state(self):
        """Return how far the order is while some of its transfers are not done."""
        moving = self.picking_ids.filtered(lambda p: p.state not in ("done", "cancel"))
        if all(picking._is_channel_return() for picking in moving):
            return "returning" if moving else self._get_settled_state()
        done = self.picking_ids.filtered(lambda p: p.state == "done")
        shipped = any(picking._is_channel_delivery() for picking in done)
        return "part_shipped" if shipped else "packed"

    def _get_settled_state(self):
        """Return how far the order is when nothing of it is on its way any more."""
        posted = self.invoice_ids.filtered(lambda move: move.state == "posted")
        invoices = posted.filtered(lambda move: move.move_type == "out_invoice")
        # a credit note reopens what is to invoice, but not what happened
        if invoices and (self.invoice_status == "invoiced" or posted != invoices):
            settled = all(move.payment_state in SETTLED for move in invoices)
            return "paid" if settled else "invoiced"
        return self._get_delivered_state()

    def _get_delivered_state(self):
        """Return how far the order is when it was not invoiced yet."""
        return "shipped" if self.delivery_status else "confirmed"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            defaults = self.default_get(sorted(self._get_guarded_fields()))
            for vals in vals_list:
                given = {**defaults, **vals}
                self._check_guarded({name for name in given if given[name]})
        return super().create(vals_list)

    @api.model
    def _get_guarded_fields(self):
        """Return names of fields that follow from what happened to an order; a hook.

        They decide what an order has to meet, so nobody writes them as it likes.
        """
        return set()

    def _check_guarded(self, names):
        if self.env.su:
            return
        if found := self._get_guarded_fields().intersection(names):
            labels = self.fields_get(found, ["string"]).values()
            raise AccessError(
                self.env._(
                    "%s of an order cannot be written: it follows from what happens to"
                    " the order.",
                    ", ".join(sorted(label["string"] for label in labels)),
                )
            )

    def write(self, vals):
        self._check_guarded(vals)
        if "state" in vals:
            cancelled = vals["state"] == "cancel"
            vals = {
                **vals,
                "cancel_date": cancelled and fields.Datetime.now(),
                "confirm_deadline": False,
                "confirm_remind_date": False,
            }
        return super().write(vals)

    def _prepare_part_vals(self, address):
        """Return what a part of this order keeps, beside what a copy has; a hook.

        :param address: res.partner to which the part is delivered
        """
        self.ensure_one()
        names = ("confirm_asked_date", "confirm_deadline", "confirm_remind_date")
        return {
            "commitment_date": self.commitment_date,
            "confirm_asked_id": self.confirm_asked_id.id,
            **{name: self[name] for name in names},
        }

    def _prepare_merged_vals(self, others):
        """Return what this order takes over of others, beside their lines; a hook."""
        self.ensure_one()
        return {}

    def _on_split(self, part):
        """Do what follows when a part of this order became another; a hook."""
        self.ensure_one()

    def _get_waiting_reasons(self):
        reasons = super()._get_waiting_reasons()
        if not self.distributor_id:
            return reasons
        if deposit := self._get_deposit_reason():
            reasons.append(deposit)
        if self.is_hold_expired:
            reasons.append(self._get_hold_reason())
        if self._waits_for_distributor():
            reasons.append(self._get_confirmation_reason())
        return reasons

    def _get_desk_items(self):
        items = super()._get_desk_items()
        if self.distributor_id and (deposit := self._get_deposit_reason()):
            items.append(
                self._prepare_desk_item(
                    deposit, *self._get_deposit_buttons(), kind=self.env._("Deposit")
                )
            )
        if self.is_hold_expired:
            items.append(
                self._prepare_desk_item(
                    self._get_hold_reason(),
                    (self.env._("Hold Again"), "action_hold_again"),
                    kind=self.env._("Deposit"),
                )
            )
        if self.distributor_id and self._waits_for_distributor():
            ask = (self.env._("Ask to Confirm"), "action_ask_distributor")
            items.append(
                self._prepare_desk_item(
                    self._get_confirmation_reason(),
                    *([] if self.confirm_deadline else [ask]),
                    kind=self.env._("Confirmation"),
                )
            )
        return items

    def _get_deposit_buttons(self):
        if not self.env.user.has_group("distributor.distributor_group_finance"):
            return []
        return [(self.env._("Top Up"), "action_top_up", self.distributor_id)]

    def _get_hold_reason(self):
        return self.env._(
            "The money kept for the order is free again: it has to be kept anew"
            " before the goods go out."
        )

    def _is_ordered(self):
        """Tell whether the distributor ordered what is not confirmed yet; a hook."""
        self.ensure_one()
        return False

    def _waits_for_distributor(self):
        """Tell whether it is up to the distributor to confirm the order; a hook."""
        self.ensure_one()
        # sudo: whoever sees the order may know whose turn it is
        return self.sudo()._get_turn() in ("distributor", "owner")

    def _get_deposit_reason(self):
        """Return the sentence of an order that the deposit does not cover, or ""."""
        missing = self.deposit_missing if self.state in OPEN else 0.0
        if not missing:
            return ""
        return self.env._(
            "The deposit does not cover the order: %s is missing.",
            self.currency_id.format(missing),
        )

    def _get_confirmation_reason(self):
        """Return the sentence of an order that its distributor has to confirm."""
        if self.confirm_deadline:
            return self.env._(
                "The distributor has to confirm the order until %s.",
                self._format_when(self.confirm_deadline),
            )
        return self.env._("The distributor has to confirm the order.")

    def _get_amount_to_fund(self):
        amount = super()._get_amount_to_fund()
        for line in self.order_line if amount else ():
            dropped = line._get_quantity_dropped()
            if dropped:
                amount -= line.price_total * dropped / line.product_uom_qty
        return self.currency_id.round(amount)
