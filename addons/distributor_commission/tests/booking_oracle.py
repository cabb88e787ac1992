# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""A second, naive bookkeeping of commission: loops and integers, shares no code.

It knows nothing of entries: it keeps what documents are, and adds up what they should
have come to for each place of the chain, under a plan that pays on invoices and under
one that pays in proportion to payments, and for orders under one that pays when they
are confirmed and one that pays as they are delivered. All amounts are cents.
"""

from fractions import Fraction


def half_up(value):
    value = Fraction(value)
    size = abs(value)
    whole = size.numerator // size.denominator
    if size - whole >= Fraction(1, 2):
        whole += 1
    return whole if value >= 0 else -whole


class Line:
    """A line of an invoice: its net, and what each place earns on it as a whole."""

    def __init__(self, net, rates):
        self.net = net
        self.earned = [half_up(Fraction(net * rate, 100)) for rate in rates]
        self.credited = 0
        self.taken = [0 for _rate in rates]

    def take(self, net):
        """Take back for a credit note; return what was, to be given back again."""
        net = min(net, self.net - self.credited)
        parts = []
        for place, earned in enumerate(self.earned):
            total = half_up(Fraction(earned * (self.credited + net), self.net))
            parts.append(total - self.taken[place] if net else 0)
            self.taken[place] += parts[-1]
        self.credited += net
        return net, parts

    def give(self, net, parts):
        self.credited -= net
        for place, part in enumerate(parts):
            self.taken[place] -= part


class Invoice:
    def __init__(self, nets, rates):
        self.rates = rates
        self.nets = nets
        self.refunds = []
        self.payments = []
        self.post()

    def post(self):
        self.lines = [Line(net, self.rates) for net in self.nets]
        self.posted = True
        for refund in self.refunds:
            if refund["posted"]:
                refund["taken"] = self._take(refund["nets"])

    def undo(self):
        self.posted = False
        self.payments = []

    def _take(self, nets):
        return [line.take(net) for line, net in zip(self.lines, nets, strict=True)]

    def credit(self, nets):
        self.refunds.append({"nets": nets, "taken": self._take(nets), "posted": True})

    def toggle(self, number):
        """Set a credit note back to draft, or post it again."""
        refund = self.refunds[number]
        refund["posted"] = not refund["posted"]
        if not self.posted:
            return
        if refund["posted"]:
            refund["taken"] = self._take(refund["nets"])
        else:
            for line, taken in zip(self.lines, refund["taken"], strict=True):
                line.give(*taken)

    def get_residual(self):
        credited = sum(sum(r["nets"]) for r in self.refunds if r["posted"])
        return sum(self.nets) - credited - sum(self.payments)

    def get_invoiced(self, place):
        if not self.posted:
            return 0
        return sum(line.earned[place] - line.taken[place] for line in self.lines)

    def get_paid(self, place):
        if not self.posted:
            return 0
        total = 0
        live = [refund for refund in self.refunds if refund["posted"]]
        due = sum(self.nets) - sum(sum(refund["nets"]) for refund in live)
        reached = min(sum(self.payments), due)
        for at, line in enumerate(self.lines):
            kept = line.net - sum(refund["nets"][at] for refund in live)
            if due > 0:
                part = Fraction(kept * reached, line.net * due)
                total += half_up(line.earned[place] * part)
        return total


class Order:
    """An order, all of it on one invoice: what the buyer has, and what it was billed.

    Commission stands on the smaller of both, so it does not matter which of a return
    and its credit note comes first.
    """

    def __init__(self, quantities, prices, rates, fee, invoice):
        self.invoice = invoice
        self.quantities = quantities
        self.nets = [q * p for q, p in zip(quantities, prices, strict=True)]
        self.earned = [
            [half_up(Fraction(net * rate, 100)) for rate in rates] for net in self.nets
        ]
        for line, quantity in zip(self.earned, quantities, strict=True):
            line.append(quantity * fee)
        self.delivered = [0 for _quantity in quantities]

    def _get_billed(self, at):
        billed = self.nets[at]
        if self.invoice.posted:
            for refund in self.invoice.refunds:
                if refund["posted"]:
                    billed -= refund["nets"][at]
        return billed

    def get_confirmed(self, place):
        return self._add_up(place, self.quantities)

    def get_delivered(self, place):
        return self._add_up(place, self.delivered)

    def _add_up(self, place, quantities):
        total = 0
        for at, net in enumerate(self.nets):
            has = net * quantities[at] // self.quantities[at]
            part = Fraction(max(0, min(has, self._get_billed(at))), net)
            total += half_up(self.earned[at][place] * part)
        return total
