# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    channel_state = fields.Selection(
        [
            ("draft", "Draft"),
            ("quoted", "Quotation"),
            ("confirmed", "Confirmed"),
            ("part_shipped", "Partly Shipped"),
            ("shipped", "Shipped"),
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

    @api.depends(
        "distributor_id",
        "state",
        "delivery_status",
        "invoice_status",
        # the stored way to them: each write on an invoice would search for
        # ``invoice_ids``, whoever the customer is
        "order_line.invoice_lines.move_id.state",
        "order_line.invoice_lines.move_id.payment_state",
    )
    def _compute_channel_state(self):
        for order in self:
            order.channel_state = order.distributor_id and order._get_channel_state()

    def _get_channel_state(self):
        """Return how far this order is, as a value of ``channel_state``."""
        self.ensure_one()
        before = {"draft": "draft", "sent": "quoted", "cancel": "cancelled"}
        if self.state in before:
            return before[self.state]
        if self.delivery_status == "pending":
            return "confirmed"
        if self.delivery_status in ("started", "partial"):
            return "part_shipped"
        posted = self.invoice_ids.filtered(lambda move: move.state == "posted")
        invoices = posted.filtered(lambda move: move.move_type == "out_invoice")
        # a credit note reopens what is to invoice, but not what happened
        if invoices and (self.invoice_status == "invoiced" or posted != invoices):
            settled = all(
                move.payment_state in ("paid", "in_payment", "reversed")
                for move in invoices
            )
            return "paid" if settled else "invoiced"
        return "shipped" if self.delivery_status == "full" else "confirmed"

    def _get_amount_to_fund(self):
        amount = super()._get_amount_to_fund()
        for line in self.order_line if amount else ():
            dropped = line._get_quantity_dropped()
            if dropped:
                amount -= line.price_total * dropped / line.product_uom_qty
        return self.currency_id.round(amount)
