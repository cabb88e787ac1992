# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The shares of one sale: of every place, with its limits and with the reasons."""

from .limits import reduce_all
from .meters import MeterBook
from .money import make_rounder
from .rules import Chooser
from .tiers import get_share, get_step
from .types import ZERO, Line


class Share:
    """A place of a sale on its way to a line; ``reason`` as in Outcome."""

    __slots__ = (
        "amount",
        "basis",
        "before",
        "card",
        "earner",
        "keys",
        "limits",
        "link",
        "lost",
        "rate",
        "reason",
        "volume",
    )

    def __init__(self, earner, link):
        self.earner = earner
        self.link = link
        self.card = self.volume = None
        self.reason = "earns"
        self.lost = self.limits = self.keys = ()

    @property
    def counts(self):
        """Tell whether the basis leads to a tier, even where nothing is paid yet."""
        return self.volume is not None and bool(self.basis)

    def reduce(self, name, amount):
        """Take a limit into account."""
        if amount != self.amount:
            self.limits += (name,)
            self.amount = amount
            if not amount:
                self.reason = "limit"

    def to_line(self, fact):
        link, card = self.link, self.card
        return Line(
            fact.key,
            link.beneficiary,
            self.earner,
            link.generation,
            link.level,
            card.rule.key,
            self.rate,
            card.rule.rate_kind,
            self.basis,
            card.basis_kind,
            self.volume,
            self.before,
            self.amount,
            self.limits,
        )


class Assessor:
    """Finds what each place of a fact gets, one fact after the other."""

    def __init__(self, ruleset, unit, meters):
        self._cap = ruleset.cap
        self._unit = unit
        self._round = make_rounder(unit)
        self._book = MeterBook(meters, unit)
        self._get_case = Chooser(ruleset).get_case
        self._earners = ruleset.earners
        self._last = ruleset.last_generation

    def assess(self, fact):
        """Return a share for each place of a fact; without a rule it has no basis."""
        shares = self._choose(fact)
        paying = [share for share in shares if share.card]
        highest = {}
        for share in paying:
            self._measure(share, fact, highest)
        self._reduce_all(paying, fact)
        return shares

    def need(self, fact):
        """Yield the keys of the meters that a fact needs."""
        for share in self._choose(fact):
            if share.card:
                yield from filter(None, self._find_keys(share, fact))

    def _walk(self, fact):
        """Yield (earner, link) of each place, in the order of the lines."""
        chain, earners = fact.chain, self._earners
        if "buyer" in earners and chain and not chain[0].generation:
            yield "buyer", chain[0]
        above = [link for link in chain if link.generation]
        if "differential" in earners:
            for link in above:
                yield "differential", link
        if "territory" in earners:
            yield "territory", fact.owner
        if "upline" in earners or "differential" not in earners:
            for link in above:
                yield "upline", link

    def _choose(self, fact):
        """Return a share for each place, with its rule or why there is none."""
        case = self._get_case(fact)
        shares = []
        for earner, link in self._walk(fact):
            share = Share(earner, link)
            shares.append(share)
            if link is None:
                share.reason = "no owner"
            elif not link.earns:
                share.reason = link.why or "level"
            else:
                place = link.generation if earner == "upline" else 0
                share.card, share.lost = case[earner, place, link.level]
                if share.card is None:
                    is_beyond = place > self._last
                    share.reason = "generations end" if is_beyond else "no rule"
        return shares

    def _measure(self, share, fact, highest):
        """Set basis, rate and amount of a share, up to the limits of its rule."""
        card = share.card
        share.basis = fact[card.position]
        share.rate, exact = card.rule.rate, share.basis * card.factor
        if share.earner == "differential":
            exact = self._subtract(share, highest)
        if card.is_metered:
            share.keys = self._find_keys(share, fact)
            if card.rule.tiers:
                share.volume = self._book.get_volume(share.keys[1])
                exact, share.rate = get_step(share.volume, share.basis, card.rule)
        share.before = share.amount = self._round(exact)
        if not share.amount and share.reason == "earns":
            share.reason = "zero"
        if card.is_metered:
            self._limit(share)

    def _subtract(self, share, highest):
        """Return what those below leave of a differential, and remember its rate."""
        rule, kind = share.card.rule, share.card.basis_kind
        below = highest.get(kind, ZERO)
        highest[kind] = max(below, rule.rate)
        share.rate = max(ZERO, rule.rate - below)
        if below >= rule.rate > 0 and share.basis:
            share.reason = "nothing left"
        return get_share(share.basis, share.rate, rule.rate_kind)

    def _find_keys(self, share, fact):
        return self._book.find_keys(share.card.rule, share.link.beneficiary, fact)

    def _limit(self, share):
        """Reduce the amount to what the rule still pays, and count it."""
        rule = share.card.rule
        order_key, period_key = share.keys
        if rule.max_order is not None:
            share.reduce(
                "order", self._book.take(share.amount, order_key, rule.max_order)
            )
        if rule.max_period is not None:
            share.reduce(
                "period", self._book.take(share.amount, period_key, rule.max_period)
            )
        self._book.count(share.keys, share.basis, share.amount)

    def _reduce_all(self, shares, fact):
        """Reduce all shares of a fact to the cap, in proportion.

        It is a part of the basis: those of the margin keep within their part of it,
        and all together within that of the net.
        """
        of_margin = [share for share in shares if share.card.basis_kind == "margin"]
        if of_margin:
            self._reduce("margin", of_margin, fact.margin)
        self._reduce("cap", shares, fact.net)

    def _reduce(self, name, shares, basis):
        before = [share.amount for share in shares]
        after = reduce_all(before, basis, self._cap, self._unit)
        if after is None:
            return
        for share, amount in zip(shares, after, strict=True):
            self._book.count(share.keys, paid=amount - share.amount)
            share.reduce(name, amount)
