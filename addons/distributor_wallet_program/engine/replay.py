# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What a programme owes for the movements of one wallet, from the first to the last.

A return goes back to the latest receipts first, as the earliest money is spent first.
It takes rewards back in proportion: one half of a receipt returned, one half of its
reward. An undone receipt never arrived, so its reward goes as a whole, and with it what
a step brought that is not reached without it; what was returned of it went, as it turns
out, to the others.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from .money import round_half_up
from .reward import get_reward

ZERO = Decimal(0)


@dataclass(slots=True)
class Receipt:
    """Money received: what was not undone, not returned, and what it earned."""

    key: int
    amount: Decimal
    left: Decimal
    counts: bool
    gross: Decimal = ZERO
    net: Decimal = ZERO


@dataclass(slots=True)
class Part:
    """What a return took of one receipt, and which rewards with it."""

    receipt: Receipt
    amount: Decimal
    rewards: list = field(default_factory=list)


def replay(terms, events):
    """Return the state after all events; ``net`` says what each receipt earned.

    >>> from .types import Event, Terms, Tier
    >>> terms = Terms((Tier(Decimal(100), Decimal(1)),))
    >>> events = [
    ...     Event(1, "received", Decimal(200)),
    ...     Event(2, "received", Decimal(50)),
    ...     Event(3, "returned", Decimal(100)),
    ... ]
    >>> result = replay(terms, events)
    >>> {key: str(amount) for key, amount in result.net.items()}
    {1: '1.50', 2: '0.00'}
    >>> str(result.counted)
    '150'
    """
    made = (_Cumulated if terms.cumulated else _Single)(terms)
    for event in events:
        getattr(made, event.kind)(event)
    return made


class _Replay:
    def __init__(self, terms):
        self.terms = terms
        self.receipts = {}
        self.returns = {}

    @property
    def net(self):
        """Return {key of a receipt that counts: what it earned}."""
        return {r.key: r.net for r in self.receipts.values() if r.counts}

    @property
    def earned(self):
        return sum(self.net.values(), ZERO)

    @property
    def counted(self):
        """Return the money that counts and was neither undone nor returned."""
        return sum((r.left for r in self.receipts.values() if r.counts), ZERO)

    def received(self, event):
        receipt = Receipt(event.key, event.amount, event.amount, event.counts)
        self.receipts[event.key] = receipt
        if receipt.counts:
            self._earn(receipt)

    def returned(self, event):
        self.returns[event.key] = []
        self._take_from_latest(self.returns[event.key], event.amount)

    def undone(self, event):
        if event.undoes in self.returns:
            parts = self.returns[event.undoes]
            surplus = self._put_back(parts, event.amount) - event.amount
            self._take_from_latest(parts, surplus)
        elif event.undoes in self.receipts:
            self._undo_receipt(self.receipts[event.undoes], event.amount)

    def _undo_receipt(self, receipt, amount):
        moved = []
        for parts in self.returns.values():
            own = [part for part in parts if part.receipt is receipt]
            parts[:] = [part for part in parts if part.receipt is not receipt]
            moved.append((parts, self._put_back(own)))
        receipt.amount = max(ZERO, receipt.amount - amount)
        receipt.left = min(receipt.left, receipt.amount)
        if receipt.counts:
            self._lose(receipt)
        for parts, wanted in moved:
            self._take_from_latest(parts, wanted)

    def _take_from_latest(self, parts, wanted):
        for receipt in reversed(self.receipts.values()):
            part = Part(receipt, min(receipt.left, wanted))
            if part.amount > 0:
                wanted -= part.amount
                before = self.counted
                receipt.left -= part.amount
                if receipt.counts:
                    self._give_up(part, before)
                parts.append(part)

    def _put_back(self, parts, wanted=None):
        """Give parts back to their receipts, up to an amount or all; return the sum."""
        total = ZERO
        while parts and (wanted is None or total < wanted):
            part = parts.pop()
            total += part.amount
            part.receipt.left += part.amount
            if part.receipt.counts:
                self._regain(part)
        return total


class _Single(_Replay):
    def _earn(self, receipt):
        receipt.gross = get_reward(self.terms, receipt.amount)
        self._settle(receipt)

    def _give_up(self, part, before):
        self._settle(part.receipt)

    def _lose(self, receipt):
        receipt.gross = min(receipt.gross, get_reward(self.terms, receipt.amount))
        self._settle(receipt)

    def _regain(self, part):
        self._settle(part.receipt)

    def _settle(self, receipt):
        share = ZERO
        if receipt.amount:
            share = receipt.gross * receipt.left / receipt.amount
        receipt.net = ZERO
        receipt.net = round_half_up(share, self.terms.unit)
        if self.terms.maximum is not None:
            others = self.earned - receipt.net
            room = max(ZERO, self.terms.maximum - others)
            receipt.net = min(receipt.net, room)


class _Cumulated(_Replay):
    def _earn(self, receipt):
        due = get_reward(self.terms, self.counted)
        receipt.net += max(ZERO, due - self.earned)

    def _give_up(self, part, before):
        kept = self.earned * self.counted / before
        surplus = self.earned - round_half_up(kept, self.terms.unit)
        part.rewards = self._reduce(surplus)

    def _lose(self, receipt):
        self._reduce(self.earned - get_reward(self.terms, self.counted))

    def _regain(self, part):
        due = get_reward(self.terms, self.counted)
        for earner, amount in part.rewards:
            earner.net += min(amount, max(ZERO, due - self.earned))

    def _reduce(self, surplus):
        """Take a surplus from the latest earners; return [(receipt, amount)]."""
        taken = []
        for receipt in reversed(self.receipts.values()):
            part = min(receipt.net, surplus)
            if part > 0:
                surplus -= part
                receipt.net -= part
                taken.append((receipt, part))
        return taken
