# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""A naive bookkeeper of a whole channel: loops, integers and fractions only.

It is given a tree, the rules of a plan and what was sold, to whom, when and in which
currency; it keeps no entries. Who earns what of a line is asked of the naive engine;
what credit notes take back and payments release follows from the documents as they are.
Amounts are cents.
"""

from decimal import Decimal
from fractions import Fraction

from ..engine import Fact, Link
from . import oracle
from .booking_oracle import half_up

CENT = Decimal("0.01")


def climb(buyer, uplines, levels):
    """Return the buyer and all above it, as links."""
    chain = []
    while buyer is not None:
        chain.append(Link(len(chain), buyer, levels[buyer]))
        buyer = uplines[buyer]
    return tuple(chain)


class Sale:
    """An order and its invoice: what each line is worth, was credited and was paid."""

    def __init__(self, key, chain, day, worth, lines):
        """Remember what was sold.

        :param worth: of a cent of its currency, in cents of the company
        :param lines: (product, path of categories, cost in cents, quantity, price)
        """
        self.key, self.chain, self.day, self.lines = key, chain, day, lines
        self.worth = Fraction(worth)
        self.nets = [quantity * price for *_goods, quantity, price in lines]
        self.credits, self.payments = [], []

    def get_facts(self, first):
        facts = []
        for at, (product, path, cost, quantity, _price) in enumerate(self.lines):
            net = half_up(self.nets[at] * self.worth)
            facts.append(
                Fact(
                    key=first + at,
                    date=self.day,
                    net=Decimal(net) / 100,
                    margin=Decimal(net - quantity * cost) / 100,
                    quantity=Decimal(quantity),
                    product=product,
                    categories=path,
                    chain=self.chain,
                    order=self.key,
                )
            )
        return facts

    def get_left(self, at):
        """Return the net of a line that is not credited."""
        return self.nets[at] - sum(credit[at] for credit in self.credits)

    def get_due(self):
        return sum(self.get_left(at) for at in range(len(self.nets)))

    def get_reached(self, at):
        """Return the net of a line that is not credited and paid for, in cents."""
        due = self.get_due()
        reached = min(sum(self.payments), due)
        return half_up(Fraction(self.get_left(at) * reached, due)) if due else 0

    def get_residual(self):
        return self.get_due() - sum(self.payments)


class Books:
    """What a plan comes to, for each sale, earner and rule."""

    def __init__(self, rules, cap, event):
        self.rules, self.cap, self.event = rules, cap, event
        self.meters, self.earned, self.decided = {}, [], []

    def book(self, sale):
        """Remember what a posted invoice earns when all of it is paid."""
        facts = sale.get_facts(first=1)
        for share in oracle.pay(facts, self.rules, self.cap, CENT, self.meters):
            if share["rule"] and share["amount"]:
                place = (sale.key, share["link"].beneficiary, share["rule"].key)
                line = share["fact"] - 1
                self.earned.append((place, sale, line, share["amount"]))

    def decide(self, sale, who, at, amount):
        """Remember an amount that was decided for what of a line is paid now."""
        self.decided.append((sale, who, at, amount, sale.get_reached(at)))

    def add_decided(self, sums):
        """Add what decisions come to: their part of what is paid still."""
        for sale, who, at, amount, then in self.decided:
            part = min(Fraction(sale.get_reached(at), then), 1) if then else 1
            place = (sale.key, who, False)
            sums[place] = sums.get(place, 0) + half_up(amount * part)

    def get_sums(self):
        """Return {(sale, earner, rule): cents}, of what is there now."""
        sums = {}
        for place, sale, line, amount in self.earned:
            part = Fraction(sale.get_left(line), sale.nets[line])
            if self.event == "paid":
                due = sale.get_due()
                reached = min(sum(sale.payments), due)
                kept = half_up(amount * part * reached / due) if due else 0
            else:
                # what credit notes took back was rounded, not what they left
                kept = amount - half_up(amount * (1 - part))
            sums[place] = sums.get(place, 0) + kept
        self.add_decided(sums)
        return {place: cents for place, cents in sums.items() if cents}
