# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What a programme owes for the movements of one wallet, from the first to the last.

A return goes back to the latest receipts first, as the earliest money is spent first.
It takes rewards back in proportion: one half of a receipt returned, one half of its
reward. An undone receipt never arrived, so its reward goes as a whole, and with it what
a step brought that is not reached without it.
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
class Return:
    """A return: the parts of the receipts it took, and the rewards with them."""

    parts: list = field(default_factory=list)
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
        done = self.returns[event.key] = Return()
        wanted = event.amount
        for receipt in reversed(self.receipts.values()):
            part = min(receipt.left, wanted)
            if part:
                wanted -= part
                self._take(done, receipt, part)

    def undone(self, event):
        if event.undoes in self.returns:
            self._restore(self.returns[event.undoes], event.amount)
        elif event.undoes in self.receipts:
            receipt = self.receipts[event.undoes]
            receipt.amount = max(ZERO, receipt.amount - event.amount)
            receipt.left = min(receipt.left, receipt.amount)
            if receipt.counts:
                self._lose(receipt)

    def _take(self, done, receipt, part):
        done.parts.append((receipt, part))
        receipt.left -= part

    def _restore(self, done, amount):
        while done.parts and amount > 0:
            receipt, part = done.parts.pop()
            back = min(part, amount, receipt.amount - receipt.left)
            amount -= part
            receipt.left += back
            if receipt.counts:
                self._regain(done, receipt)


class _Single(_Replay):
    def _earn(self, receipt):
        receipt.gross = get_reward(self.terms, receipt.amount)
        self._settle(receipt)

    def _take(self, done, receipt, part):
        super()._take(done, receipt, part)
        self._settle(receipt)

    def _lose(self, receipt):
        receipt.gross = min(receipt.gross, get_reward(self.terms, receipt.amount))
        self._settle(receipt)

    def _regain(self, done, receipt):
        self._settle(receipt)

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

    def _take(self, done, receipt, part):
        before = self.counted
        super()._take(done, receipt, part)
        if receipt.counts:
            kept = self.earned * self.counted / before
            surplus = self.earned - round_half_up(kept, self.terms.unit)
            done.rewards.append(self._reduce(surplus))

    def _lose(self, receipt):
        self._reduce(self.earned - get_reward(self.terms, self.counted))

    def _regain(self, done, receipt):
        due = get_reward(self.terms, self.counted)
        for earner, amount in done.rewards.pop():
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
