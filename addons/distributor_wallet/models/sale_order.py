# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "sale.order.funding"]

    wallet_hold_ids = fields.One2many("distributor.wallet.hold", "order_id")
    prepaid = fields.Boolean(related="distributor_id.prepaid", related_sudo=True)
    deposit_available = fields.Monetary(
        compute="_compute_deposit", help="What the wallets may pay of this order."
    )
    deposit_missing = fields.Monetary(compute="_compute_deposit")
    deposit_held = fields.Monetary(compute="_compute_deposit")
    funding = fields.Char(
        "Paid From",
        compute="_compute_deposit",
        help="What pays this order, in the order of use.",
    )

    is_hold_expired = fields.Boolean(
        compute="_compute_is_hold_expired",
        help="Money was kept for this order, and is free again.",
    )

    @api.depends("state", "invoice_status")
    def _compute_is_hold_expired(self):
        confirmed = self.filtered(lambda order: order.state == "sale")
        # sudo: the seller of an order may know whether its money is kept
        groups = (
            self.env["distributor.wallet.hold"]
            .sudo()
            ._read_group(
                [
                    ("order_id", "in", confirmed._origin.ids),
                    ("state", "in", ("expired", "open")),
                ],
                ["order_id"],
                ["state:array_agg"],
            )
        )
        states = {order.id: found for order, found in groups}
        for order in self:
            found = order in confirmed and states.get(order._origin.id, ())
            order.is_hold_expired = (
                bool(found) and "open" not in found and not order._is_invoiced_in_full()
            )

    @api.depends("distributor_id", "currency_id", "amount_total", "state")
    def _compute_deposit(self):
        for order in self:
            holds = order._get_open_holds()
            order.deposit_held = sum(holds.mapped("order_remaining"))
            needed = order.amount_total if order.state in ("draft", "sent") else 0.0
            shares, missing = [], 0.0
            # sudo: the seller of an order may know whether a deposit pays it
            if needed and order.distributor_id.sudo().prepaid:
                shares, missing = order._plan_funding(needed)
            order.deposit_missing = missing
            order.deposit_available = sum(share.amount for share in shares)
            parts = [
                (share.wallet.purpose_id.name, share.amount, share.on_credit)
                for share in shares
            ] or [
                (hold.purpose_id.name, hold.order_remaining, hold.on_credit)
                for hold in holds
            ]
            order.funding = order._describe_funding(parts)

    def _describe_funding(self, parts):
        """Return what pays an order in words: ``Reward 20.00 + Deposit 80.00``."""
        return " + ".join(
            self.env._("Credit %s", self.currency_id.format(amount))
            if on_credit
            else f"{name} {self.currency_id.format(amount)}"
            for name, amount, on_credit in parts
        )

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state", "sale") != "sale":
            # sudo: cancelling was allowed above, and frees the money
            self.sudo().wallet_hold_ids._release()
        return result

    def action_confirm(self):
        # sudo: waiting in line is no access to the wallet
        wallets = self.sudo().distributor_id.filtered("prepaid").wallet_ids
        wallets._queue(wallets.ids)
        return super().action_confirm()

    def _on_confirmation(self):
        result = super()._on_confirmation()
        # orders that were not confirmed before hold nothing
        # sudo: the seller of an order may know whether a deposit pays it
        self.filtered(lambda order: order.sudo()._is_prepaid())._sync_holds()
        return result

    def action_hold_again(self):
        """Keep the money of confirmed orders whose hold has expired."""
        self.check_access("write")
        self.filtered(lambda order: order.state == "sale")._sync_holds()

    def _is_invoiced_in_full(self):
        """Return whether posted invoices cover all that was ordered."""
        self.ensure_one()
        return all(
            line.product_uom_id.compare(line.qty_invoiced_posted, line.product_uom_qty)
            >= 0
            for line in self.order_line
            if not line.display_type and not line.is_downpayment
        )
