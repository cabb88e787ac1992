# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class DistributorWalletHold(models.Model):
    """What a confirmed order keeps of a deposit until its invoices are posted."""

    _name = "distributor.wallet.hold"
    _description = "Distributor Wallet Hold"
    _order = "id desc"
    _rec_name = "order_id"

    wallet_id = fields.Many2one(
        "distributor.wallet", required=True, index=True, ondelete="restrict"
    )
    distributor_id = fields.Many2one(
        related="wallet_id.distributor_id", store=True, index=True
    )
    company_id = fields.Many2one(related="wallet_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="wallet_id.currency_id", store=True)
    order_id = fields.Many2one(
        "sale.order", required=True, index=True, ondelete="restrict"
    )
    amount = fields.Monetary(
        required=True, readonly=True, help="What the order needs, taxes included."
    )
    captured = fields.Monetary(readonly=True, default=0.0)
    remaining = fields.Monetary(readonly=True, default=0.0)
    state = fields.Selection(
        [("open", "Open"), ("captured", "Captured"), ("released", "Released")],
        "Status",
        default="open",
        required=True,
        readonly=True,
    )

    _open_uniq = models.UniqueIndex(
        "(order_id) WHERE state = 'open'", "An order has one open hold."
    )
    _remaining_check = models.Constraint(
        "CHECK (remaining >= 0 AND (state = 'open' OR remaining = 0))",
        "A closed hold keeps nothing.",
    )

    @api.model
    def _place(self, order, wallet):
        """Set aside what an order needs; refuse when the deposit is short."""
        amount = order.amount_total
        wallet._shift(0, amount, self.env._("Order %s", order.name))
        # sudo: the caller confirms an order it may write
        return self.sudo().create(
            {
                "wallet_id": wallet.id,
                "order_id": order.id,
                "amount": amount,
                "remaining": amount,
            }
        )

    def _resize(self, amount, captured=0.0):
        """Set what the order needs in all, after capturing a part of it.

        :param amount: what the order needs, in the wallet's currency
        :param captured: what an invoice takes now
        """
        self.ensure_one()
        currency = self.currency_id
        captured = currency.round(self.captured + captured)
        remaining = max(0.0, currency.round(amount - captured))
        self.wallet_id._shift(
            0,
            remaining - self.remaining,
            self.env._("Order %s", self.order_id.name),
        )
        done = currency.is_zero(remaining)
        # sudo: callers checked the order or the invoice this hold belongs to
        self.sudo().write(
            {
                "amount": amount,
                "captured": captured,
                "remaining": remaining,
                "state": "captured" if done and captured else "open",
            }
        )

    def _release(self):
        """Give back what is still held."""
        for hold in self.filtered(lambda h: h.state == "open").sorted(
            lambda h: h.wallet_id.id
        ):
            hold.wallet_id._shift(
                0, -hold.remaining, self.env._("Order %s", hold.order_id.name)
            )
            # sudo: callers checked the order this hold belongs to
            hold.sudo().write({"remaining": 0.0, "state": "released"})

    def action_release(self):
        """Give back the rest by hand, when nothing more will be invoiced."""
        if not self.env.user.has_group("distributor.distributor_group_finance"):
            raise AccessError(self.env._("Only distribution finance releases holds."))
        self.check_access("read")
        if any(hold.state != "open" for hold in self):
            raise UserError(self.env._("Only open holds can be released."))
        self._release()
