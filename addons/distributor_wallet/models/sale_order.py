# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    wallet_hold_ids = fields.One2many("distributor.wallet.hold", "order_id")
    prepaid = fields.Boolean(related="distributor_id.prepaid", related_sudo=True)
    deposit_available = fields.Monetary(
        compute="_compute_deposit", help="What the deposit has free for this order."
    )
    deposit_missing = fields.Monetary(compute="_compute_deposit")
    deposit_held = fields.Monetary(compute="_compute_deposit")

    @api.depends("distributor_id", "currency_id", "amount_total", "state")
    def _compute_deposit(self):
        for order in self:
            # sudo: the seller of an order may know whether the deposit covers it
            wallet = order.distributor_id.sudo().wallet_ids.filtered(
                lambda w, o=order: w.currency_id == o.currency_id
            )
            held = sum(order.sudo().wallet_hold_ids.mapped("remaining"))
            order.deposit_held = held
            order.deposit_available = wallet.available
            needed = order.amount_total if order.state in ("draft", "sent") else 0.0
            order.deposit_missing = max(0.0, needed - wallet.available)

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state", "sale") != "sale":
            # sudo: cancelling was allowed above, and frees the deposit
            self.sudo().wallet_hold_ids._release()
        return result

    def _on_confirmation(self):
        result = super()._on_confirmation()
        self._hold_deposit()
        return result

    def _hold_deposit(self):
        """Set the deposit aside for the orders, wallets in id order.

        :raise UserError: naming the order and the missing amount
        """
        pairs = []
        for order in self:
            # sudo: the hold is a consequence of confirming, which was allowed
            distributor = order.distributor_id.sudo()
            if distributor.prepaid and not order.currency_id.is_zero(
                order.amount_total
            ):
                wallet = self.env["distributor.wallet"]._get_or_create(
                    distributor, order.currency_id
                )
                pairs.append((wallet, order))
        for wallet, order in sorted(pairs, key=lambda p: (p[0].id, p[1].id)):
            self.env["distributor.wallet.hold"]._place(order, wallet)

    def _resize_holds(self):
        """Make open holds follow the amounts of changed orders."""
        # sudo: changing the order was allowed, and the deposit follows it
        for hold in self.sudo().wallet_hold_ids.filtered(lambda h: h.state == "open"):
            order = hold.order_id
            if not order.currency_id.is_zero(order.amount_total - hold.amount):
                hold._resize(order.amount_total)

    def _is_invoiced_in_full(self):
        """Return whether posted invoices cover all that was ordered."""
        self.ensure_one()
        return all(
            line.product_uom_id.compare(line.qty_invoiced_posted, line.product_uom_qty)
            >= 0
            for line in self.order_line
            if not line.display_type and not line.is_downpayment
        )
