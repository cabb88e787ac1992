# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.tools import format_date

GRACE_DAYS = 30  # how long a reward may be used that comes back after its end


class DistributorWalletLotBooking(models.AbstractModel):
    """Makes the lots follow the entries of a reward wallet, in the same transaction."""

    _name = "distributor.wallet.lot.booking"
    _description = "Booking on Rewards"

    @api.model
    def _follow(self, entry):
        """Add an entry to lots or take it from them, and book what it used."""
        shares = self._plan_in(entry) if entry.amount > 0 else self._plan_out(entry)
        moves = self.env["distributor.wallet.lot.move"].create(
            [
                {"lot_id": lot.id, "entry_id": entry.id, "amount": amount}
                for lot, amount in shares.items()
            ]
        )
        for move in moves:
            lot = move.lot_id
            lot.remaining = lot.currency_id.round(lot.remaining + move.amount)
            if move.amount > 0:
                lot._extend_when_ended(entry)
        self._book_use(entry, shares)
        # what came back may have been owed already
        if entry.amount > 0 and entry.kind != "reward":
            moves.lot_id.grant_id._recover()

    def _get_open(self, wallet):
        """Return the lots of a wallet with something left, in the order of use."""
        return self.search([("wallet_id", "=", wallet.id), ("remaining", ">", 0)])

    def _plan_out(self, entry):
        """Return {lot: negative amount} an entry takes: its own, then by expiry."""
        left, shares = -entry.amount, {}
        own = self._get_own(entry)
        if entry.kind == "undo":
            own |= self.browse(
                [lot.id for lot, amount in self._get_moved(entry) if amount > 0]
            )
        for lot in own | self._get_open(entry.wallet_id):
            part = min(lot.remaining, left)
            if part > 0:
                shares[lot] = -part
                left = entry.currency_id.round(left - part)
        return shares

    def _plan_in(self, entry):
        """Return {lot: amount} an entry adds.

        Money comes back to the lots it was used from, last used first; what is new
        makes a lot of its own.
        """
        own = self._get_own(entry)
        if own:
            return {own: entry.amount}
        left, shares = entry.amount, {}
        for lot, amount in reversed(self._get_moved(entry)):
            part = min(-amount, left)
            if part > 0:
                shares[lot] = part
                left = entry.currency_id.round(left - part)
        if left > 0:
            shares[self._create_for(entry, left)] = left
        return shares

    def _get_own(self, entry):
        """Return the lot that the journal item of an entry names, if it names one."""
        line = self.env["account.move.line"].browse(entry.move_line_ref or 0).exists()
        lot = line.distributor_wallet_lot_id
        return lot if lot.wallet_id == entry.wallet_id else lot.browse()

    def _get_moved(self, entry):
        """Return [(lot, net amount)] of the entries an entry undoes or gives back."""
        entries = entry.browse()
        if entry.kind == "undo":
            domain = [("move_line_ref", "=", entry.move_line_ref)]
        elif entry.kind == "refund":
            domain = [("move_id", "in", self._get_paying_moves(entry).ids)]
        else:
            return []
        entries = entries.search(
            [*domain, ("wallet_id", "=", entry.wallet_id.id), ("id", "!=", entry.id)]
        )
        groups = self.env["distributor.wallet.lot.move"]._read_group(
            [("entry_id", "in", entries.ids)],
            ["lot_id"],
            ["amount:sum", "id:min"],
        )
        groups.sort(key=lambda group: group[2])
        return [(lot, lot.currency_id.round(amount)) for lot, amount, _id in groups]

    def _get_paying_moves(self, entry):
        """Return the entries that paid what a credit note gives back."""
        payment = entry.move_id.origin_payment_id
        captures = self.env["distributor.wallet.capture"]
        credit = captures.search([("payment_id", "=", payment.id)]).move_id
        invoice = credit.reversed_entry_id
        paying = (invoice | invoice.reversal_move_ids).wallet_capture_ids
        return paying.payment_id.move_id

    def _create_for(self, entry, amount):
        """Make a lot for money that no programme granted."""
        end = entry.wallet_id.purpose_id._get_expiry_date(entry.date)
        return self.create(
            {
                "wallet_id": entry.wallet_id.id,
                "origin": entry.note or entry.origin,
                "date": entry.date,
                "expiry_date": self._get_usable_end(end),
                "amount": amount,
            }
        )

    def _get_usable_end(self, end):
        """Return the last day of a reward that is put on a wallet today.

        One whose day is over already, such as for money booked long after it was
        received, may be used for some days as well.
        """
        today = fields.Date.context_today(self)
        if not end or end >= today:
            return end
        return fields.Date.add(today, days=GRACE_DAYS)

    def _extend_when_ended(self, entry):
        """Let a reward that comes back after its end be used some days; say so."""
        until = self._get_usable_end(self.expiry_date)
        if until == self.expiry_date:
            return
        today = fields.Date.context_today(self)
        self.wallet_id.message_post(
            body=self.env._(
                "%(reward)s came back by %(document)s after its end on %(end)s and may"
                " be used until %(until)s.",
                reward=self.display_name,
                document=entry.origin or "",
                end=format_date(self.env, self.expiry_date),
                until=format_date(self.env, until),
            )
        )
        self.write({"expiry_date": until, "extended_date": today, "reminded_days": 0})

    def _book_use(self, entry, shares):
        """Book granted amounts that an order used as discount.

        Entries that grant, take back or expire are balanced on the account for rewards
        not used yet and need nothing.
        """
        used = {lot: -amount for lot, amount in shares.items() if lot.grant_id}
        if not used:
            return
        deferred = entry.company_id._get_reward_account("deferred")
        if deferred not in entry.move_id.line_ids.account_id:
            entry.wallet_id._post_reward_use(used, entry)

    @api.model
    def _adopt_balances(self):
        """Make lots of rewards that were on wallets before there were lots."""
        wallets = self.env["distributor.wallet"].search(
            [("purpose_id.code", "=", "reward"), ("lot_ids", "=", False)]
        )
        for wallet in wallets:
            for entry in wallet.entry_ids.sorted("sequence"):
                self._follow(entry)
