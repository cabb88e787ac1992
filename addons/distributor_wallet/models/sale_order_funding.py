# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from typing import NamedTuple

from odoo import fields, models
from odoo.exceptions import UserError


class Share(NamedTuple):
    """What one wallet, or its credit limit, pays of an order."""

    wallet: models.BaseModel
    amount: float  # in the order's currency
    on_credit: bool


class SaleOrderFunding(models.AbstractModel):
    """Decides what pays an order, and keeps it in step with the order."""

    _name = "sale.order.funding"
    _description = "Funding of Orders"

    def _get_amount_to_fund(self):
        """Return what this order needs in all, taxes included, in its currency."""
        self.ensure_one()
        return self.amount_total if self.state == "sale" else 0.0

    def _get_funding_wallets(self):
        """Return the wallets that may pay this order, in the order of use.

        A wallet in the currency of the order comes first; one in another pays at the
        rate of the day.
        """
        self.ensure_one()
        # sudo: the seller of an order may know what pays it
        wallets = self.distributor_id.sudo().wallet_ids.filtered(
            lambda w: w.purpose_id.spendable and w.company_id == self.company_id
        )
        return wallets.sorted(
            lambda w: (w.purpose_id.sequence, w.currency_id != self.currency_id, w.id)
        )

    def _plan_funding(self, needed, total=None, credit=True):
        """Return what pays an amount of this order: ([Share], what is missing).

        Rewards pay up to their share of the order, then the deposit, then the credit
        limit. The wallets are not changed.

        :param needed: amount to find now, in the order's currency
        :param total: the whole order, of which shares are counted; needed by default
        :param credit: whether credit limits pay too
        """
        self.ensure_one()
        currency, missing = self.currency_id, needed
        total = needed if total is None else total
        shares = []
        wallets = self._get_funding_wallets()
        for wallet in wallets:
            cap = currency.round(total * wallet.purpose_id.max_share / 100)
            if wallet.purpose_id.max_share < 100:
                cap -= self._get_funded(wallet)
            free = wallet.available if wallet.state == "open" else 0.0
            part = min(missing, cap, self._from_wallet(wallet, free))
            if currency.compare_amounts(part, 0) > 0:
                shares.append(Share(wallet, part, False))
                missing = currency.round(missing - part)
        for wallet in wallets.filtered(lambda w: w.state == "open"):
            limit = credit and missing > 0 and wallet._get_credit_limit(self)
            if not limit:
                continue
            free = limit - wallet.credit_held - wallet._get_owed()
            part = min(missing, self._from_wallet(wallet, free))
            if currency.compare_amounts(part, 0) > 0:
                shares.append(Share(wallet, part, True))
                missing = currency.round(missing - part)
        return shares, missing

    def _get_funded(self, wallet):
        """Return what a wallet keeps for or paid of this order, in its currency."""
        # sudo: the seller of an order may know what pays it
        holds = self.sudo().wallet_hold_ids.filtered(
            lambda h: h.wallet_id == wallet and not h.on_credit
        )
        return sum(hold.order_captured + hold.order_remaining for hold in holds)

    def _from_wallet(self, wallet, amount):
        """Convert an amount of a wallet to the currency of this order, today."""
        if wallet.currency_id == self.currency_id:
            return amount
        return wallet.currency_id._convert(amount, self.currency_id, self.company_id)

    def _to_wallet(self, wallet, amount):
        """Convert an amount of this order to the currency of a wallet, today."""
        if wallet.currency_id == self.currency_id:
            return amount
        return self.currency_id._convert(amount, wallet.currency_id, self.company_id)

    def _sync_holds(self, grow=True):
        """Make what is kept for these orders equal what they still need.

        The only place that decides how much an order holds: confirming, changing,
        delivering in part and resetting an invoice all end here.

        :param grow: keep more where something is missing, or only give back
        :raise UserError: naming the order and the missing amount
        """
        # sudo: changing the order was allowed, and its money follows it
        orders = self.sudo().filtered(lambda o: o._is_prepaid() or o.wallet_hold_ids)
        self.env["distributor.wallet"]._lock(orders.distributor_id.wallet_ids)
        for order in orders.sorted("id"):
            kept = sum(order.wallet_hold_ids.mapped("order_remaining"))
            change = order.currency_id.round(order._get_still_to_fund() - kept)
            if order.currency_id.compare_amounts(change, 0) > 0:
                if grow and order._is_prepaid():
                    order._hold_more(change)
            elif change:
                order._hold_less(-change, refuse=grow)

    def _get_still_to_fund(self):
        """Return what the order needs less what was invoiced, in its currency."""
        self.ensure_one()
        if self._is_invoiced_in_full():
            return 0.0
        captured = sum(self.wallet_hold_ids.mapped("order_captured"))
        if self.invoice_ids:  # some may have been paid without a hold
            captured = max(captured, self.amount_invoiced)
        return max(0.0, self._get_amount_to_fund() - captured)

    def _is_prepaid(self):
        """Return whether a wallet pays this order when it is confirmed."""
        self.ensure_one()
        return self.state == "sale" and self.distributor_id.prepaid

    def _hold_more(self, needed, refuse=True):
        """Keep more for this order, in the order of use.

        :param refuse: raise when the wallets are short, or keep what there is
        """
        self.ensure_one()
        if not self._get_funding_wallets():
            self.env["distributor.wallet"]._get_or_create(
                self.distributor_id, self.currency_id
            )
            self.distributor_id.invalidate_recordset(["wallet_ids"])
        shares, missing = self._plan_funding(needed, self._get_amount_to_fund())
        if refuse and self.currency_id.compare_amounts(missing, 0) > 0:
            self._refuse_funding(needed, missing)
        for share in sorted(shares, key=lambda s: (s.wallet.id, s.on_credit)):
            self._hold_share(share)

    def _hold_share(self, share):
        amount = self._to_wallet(share.wallet, share.amount)
        hold = self.wallet_hold_ids.filtered(
            lambda h: h.state == "open"
            and h.wallet_id == share.wallet
            and h.on_credit == share.on_credit
        )
        if hold:
            hold._move(hold.remaining + amount, hold.order_remaining + share.amount)
            return
        days = self.company_id.distributor_hold_days
        self.env["distributor.wallet.hold"]._place(
            share.wallet,
            amount,
            kind="order",
            order_id=self.id,
            origin=self.name,
            on_credit=share.on_credit,
            order_remaining=share.amount,
            expiry_date=days
            and fields.Date.add(fields.Date.context_today(self), days=days),
        )

    def _hold_less(self, surplus, refuse=True):
        """Give back what this order needs no more, last used first.

        A reward that would pay more than its share of the smaller order gives back
        first, and other money takes its place.
        """
        self.ensure_one()
        surplus = self.currency_id.round(surplus - self._trim_to_shares())
        if self.currency_id.compare_amounts(surplus, 0) < 0:
            self._hold_more(-surplus, refuse)
            return
        for hold in self._get_open_holds().sorted(
            lambda h: (h.on_credit, h.purpose_id.sequence, h.id), reverse=True
        ):
            part = min(surplus, hold.order_remaining)
            hold._give_back(part)
            surplus = self.currency_id.round(surplus - part)

    def _trim_to_shares(self):
        """Bring holds down to their share of the order; return what that freed."""
        freed = 0.0
        total = self._get_amount_to_fund()
        for hold in self._get_open_holds():
            share = hold.purpose_id.max_share
            if hold.on_credit or share >= 100:
                continue
            over = self._get_funded(hold.wallet_id) - total * share / 100
            over = self.currency_id.round(min(over, hold.order_remaining))
            if self.currency_id.compare_amounts(over, 0) > 0:
                hold._give_back(over)
                freed += over
        return freed

    def _get_open_holds(self):
        """Return the open holds of these orders in the order of use."""
        # sudo: what pays an order is decided by code, not by who reads holds
        return (
            self.sudo()
            .wallet_hold_ids.filtered(lambda h: h.state == "open")
            .sorted(lambda h: (h.on_credit, h.purpose_id.sequence, h.id))
        )

    def _refuse_funding(self, needed, missing):
        wallets = self._get_funding_wallets()
        frozen = wallets.filtered(lambda w: w.state == "frozen")[:1]
        if frozen:
            frozen._refuse(needed, self.name)
        available = self.currency_id.round(needed - missing)
        raise UserError(
            self.env._(
                "Order %(order)s needs %(needed)s, but the deposit of %(distributor)s"
                " covers only %(available)s: %(missing)s is missing. Top up the deposit"
                " or reduce the order.",
                order=self.name,
                needed=self.currency_id.format(needed),
                distributor=self.distributor_id.display_name,
                available=self.currency_id.format(available),
                missing=self.currency_id.format(missing),
            )
        )
