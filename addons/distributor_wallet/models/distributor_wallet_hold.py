# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class DistributorWalletHold(models.Model):
    """What a confirmed order, a refund on its way or a dispute keeps of a wallet.

    Holds post nothing. One kept on credit keeps a part of the credit limit instead of
    money. An order may be in another currency than the wallet: its share is kept in
    both, so that both come out to the cent.
    """

    _name = "distributor.wallet.hold"
    _description = "Distributor Wallet Hold"
    _inherit = ["distributor.searchable", "distributor.wallet.placing"]
    _order = "id desc"
    _rec_name = "origin"

    wallet_id = fields.Many2one(
        "distributor.wallet", required=True, index=True, ondelete="restrict"
    )
    distributor_id = fields.Many2one(
        related="wallet_id.distributor_id", store=True, index=True
    )
    company_id = fields.Many2one(related="wallet_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="wallet_id.currency_id", store=True)
    purpose_id = fields.Many2one(related="wallet_id.purpose_id")
    kind = fields.Selection(
        [("order", "Order"), ("refund", "Refund"), ("freeze", "Freeze")],
        required=True,
        default="order",
        readonly=True,
    )
    order_id = fields.Many2one(
        "sale.order", index="btree_not_null", ondelete="restrict"
    )
    origin = fields.Char("Document", readonly=True, help="What the money is kept for.")
    on_credit = fields.Boolean(
        readonly=True, help="Kept of the credit limit; it is paid by invoice."
    )
    amount = fields.Monetary(readonly=True, help="What is kept in all.")
    captured = fields.Monetary(readonly=True, default=0.0)
    remaining = fields.Monetary(readonly=True, default=0.0)
    order_currency_id = fields.Many2one(
        related="order_id.currency_id", string="Order Currency"
    )
    order_captured = fields.Monetary(
        readonly=True, default=0.0, currency_field="order_currency_id"
    )
    order_remaining = fields.Monetary(
        readonly=True, default=0.0, currency_field="order_currency_id"
    )
    expiry_date = fields.Date(readonly=True)
    state = fields.Selection(
        [
            ("open", "Open"),
            ("captured", "Captured"),
            ("released", "Released"),
            ("expired", "Expired"),
        ],
        "Status",
        default="open",
        required=True,
        readonly=True,
    )

    _open_uniq = models.UniqueIndex(
        "(order_id, wallet_id, on_credit) WHERE state = 'open'",
        "An order has one open hold on a wallet.",
    )
    _expiry_idx = models.Index(
        "(expiry_date) WHERE state = 'open' AND expiry_date IS NOT NULL"
    )
    _remaining_check = models.Constraint(
        "CHECK (remaining >= 0 AND order_remaining >= 0"
        " AND (state = 'open' OR remaining = 0))",
        "A closed hold keeps nothing.",
    )
    _order_check = models.Constraint(
        "CHECK ((kind = 'order') = (order_id IS NOT NULL))",
        "A hold of an order names it.",
    )

    def _move(self, remaining, order_remaining=0.0, captured=0.0, order_captured=0.0):
        """Set what an open hold keeps, and what an invoice took of it.

        :param remaining: what it keeps from now on, in the wallet's currency
        :param order_remaining: the same in the currency of the order
        :param captured: what an invoice takes now (negative: gives back)
        :param order_captured: the same in the currency of the order
        """
        self.ensure_one()
        currency = self.currency_id
        remaining = currency.round(remaining)
        self._shift_wallet(remaining - self.remaining, gives_back=captured < 0)
        captured = currency.round(self.captured + captured)
        is_open = not currency.is_zero(remaining)
        # sudo: callers checked the order or the invoice this hold belongs to
        self.sudo().write(
            {
                "amount": remaining + captured,
                "captured": captured,
                "remaining": remaining,
                "order_captured": self.order_captured + order_captured,
                "order_remaining": order_remaining if is_open else 0.0,
                "state": "open"
                if is_open
                else "captured"
                if not currency.is_zero(captured)
                else "released",
            }
        )

    def _give_back(self, order_amount):
        """Keep less: what the order needs no more, in the order's currency."""
        left = self.order_currency_id.round(self.order_remaining - order_amount)
        self._move(self.remaining * left / (self.order_remaining or 1.0), left)

    def _get_open_twin(self):
        """Return the open hold that took the place of this closed one, if any."""
        self.ensure_one()
        return self.order_id.wallet_hold_ids.filtered(
            lambda h: h != self
            and h.state == "open"
            and h.wallet_id == self.wallet_id
            and h.on_credit == self.on_credit
        )

    def _shift_wallet(self, change, gives_back=False):
        held, credit = (0.0, change) if self.on_credit else (change, 0.0)
        self.wallet_id._shift(
            held, self.origin or "", credit=credit, passes_frozen=gives_back
        )

    def _release(self, state="released"):
        """Give back what is still kept."""
        for hold in self.filtered(lambda h: h.state == "open").sorted(
            lambda h: (h.wallet_id.id, h.id)
        ):
            hold._shift_wallet(-hold.remaining)
            # sudo: callers checked the document this hold belongs to
            hold.sudo().write(
                {"remaining": 0.0, "order_remaining": 0.0, "state": state}
            )

    def action_release(self):
        """Give back the rest by hand, when nothing more will be invoiced."""
        if not self.env.user.has_group("distributor.distributor_group_finance"):
            raise AccessError(self.env._("Only distribution finance releases holds."))
        self.check_access("read")
        if any(hold.state != "open" for hold in self):
            raise UserError(self.env._("Only open holds can be released."))
        if any(hold.kind != "order" for hold in self):
            raise UserError(
                self.env._(
                    "Money of a refund or a dispute is released where it was decided."
                )
            )
        for order, holds in self.grouped("order_id").items():
            amount = sum(holds.mapped("order_remaining"))
            order.message_post(
                body=self.env._(
                    "The rest of the money kept for the order is free again: %s.",
                    order.currency_id.format(amount),
                )
            )
        self._release()

    @api.model
    def _cron_expire(self):
        """Free what orders kept longer than their company allows, order by order."""
        cron = self.env["ir.cron"]
        orders = self._get_expired().grouped("order_id")
        cron._commit_progress(remaining=len(orders))
        for holds in orders.values():
            holds._expire()
            if not cron._commit_progress(1):
                break

    @api.model
    def _get_expired(self):
        """Return the open holds of orders whose last day is over."""
        return self.search(
            [
                ("state", "=", "open"),
                ("kind", "=", "order"),
                ("expiry_date", "<", fields.Date.context_today(self)),
            ],
            order="wallet_id, id",
        )

    def _expire(self):
        """Free these holds of orders, and say so there."""
        self.env["distributor.wallet"]._lock(self.wallet_id)
        for order, holds in self.grouped("order_id").items():
            holds._release("expired")
            user = order.user_id or self.env.user
            told = order.with_context(lang=user.lang)
            told.activity_schedule(
                "distributor_wallet.mail_activity_type_expired",
                note=told.env._(
                    "The deposit kept for this order is free again. Hold it anew or"
                    " cancel the order."
                ),
                user_id=user.id,
            )
