# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import localcontext
from operator import itemgetter

from .limits import reduce_all, take_part
from .money import CENT, EXACT, make_rounder
from .rules import Chooser
from .tiers import get_period_start, get_share, get_step
from .types import ZERO, Line, Meter

NOTHING = Meter()


def compute(facts, ruleset, unit=CENT, meters=None):
    """Return what each beneficiary earns on each fact.

    A place that does not earn gets nothing, and nobody moves up. A share that rounds
    to nothing gives no line. Each share is rounded once, by itself.

    :param facts: iterable of :class:`Fact`, each key once; computed in their order
    :param ruleset: :class:`RuleSet` of the version that applies to all these facts
    :param unit: rounding of the currency, as Decimal
    :param meters: {key: :class:`Meter`} so far, updated; see :func:`need_meters`
    :return: list of :class:`Line`, ordered by fact, earner and generation

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from .rules import RuleSet
    >>> from .types import Fact, Link, Rule
    >>> chain = (Link(0, 4, 40), Link(1, 3, 30), Link(2, 2, 20), Link(3, 1, 10))
    >>> net, one = Decimal("99.90"), Decimal(1)
    >>> fact = Fact(7, date(2026, 1, 2), net, one, one, 1, chain=chain)
    >>> plan = [Rule(n, "upline", n, Decimal(7 - 2 * n)) for n in (1, 2, 3)]
    >>> [(line.beneficiary, str(line.amount)) for line in compute([fact], RuleSet(plan))]
    [(3, '5.00'), (2, '3.00'), (1, '1.00')]

    By level, each gets what those below left of its rate:

    >>> levels = [(10, 12), (20, 8), (30, 5)]
    >>> plan = [Rule(n, "differential", rate=Decimal(r), level=n) for n, r in levels]
    >>> [str(line.rate) for line in compute([fact], RuleSet(plan))]
    ['5', '3', '4']
    """
    till = Till(ruleset, unit, {} if meters is None else meters)
    pay = till.pay_plain if ruleset.is_plain else till.pay
    lines = []
    with localcontext(EXACT):
        for fact in sorted(facts, key=itemgetter(0)):
            pay(fact, lines)
    return lines


def need_meters(facts, ruleset):
    """Return the sorted keys of the meters that computing these facts reads.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from .rules import RuleSet
    >>> from .types import Fact, Link, Rule
    >>> one = Decimal(1)
    >>> fact = Fact(
    ...     7, date(2026, 1, 2), one, one, one, 1, chain=(Link(0, 4, 40),), order=9)
    >>> need_meters([fact], RuleSet([Rule(1, "buyer", rate=one, max_order=one)]))
    [(1, 4, ('order', 9))]
    """
    if not ruleset.is_metered:
        return []
    till = Till(ruleset, CENT, {})
    return sorted({key for fact in facts for key in till.need(fact)})


class Share:
    """A place of a sale on its way to a line; ``reason`` as in Outcome."""

    __slots__ = (
        "amount",
        "basis",
        "before",
        "card",
        "earner",
        "limits",
        "link",
        "lost",
        "order_key",
        "period_key",
        "rate",
        "reason",
        "volume",
    )

    def __init__(self, earner, link):
        self.earner = earner
        self.link = link
        self.card = None
        self.lost = ()
        self.reason = "earns"
        self.limits = ()
        self.volume = self.order_key = self.period_key = None

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


class Till:
    """Computes one fact after the other."""

    def __init__(self, ruleset, unit, meters):
        self._ruleset = ruleset
        self._unit = unit
        self._round = make_rounder(unit)
        self._meters = meters
        self._get_case = Chooser(ruleset).get_case
        self._has_buyer = "buyer" in ruleset.earners
        self._has_owner = "territory" in ruleset.earners
        self._has_differential = "differential" in ruleset.earners
        self._last = ruleset.last_generation

    # the short way: every share by itself

    def pay_plain(self, fact, lines):
        """Add the lines of a fact, by rules without tiers, limits and differences."""
        case, chain = self._get_case(fact), fact.chain
        if self._has_buyer and chain and not chain[0].generation:
            self._pay_one(fact, chain[0], case, "buyer", 0, lines)
        if self._has_owner and fact.owner:
            self._pay_one(fact, fact.owner, case, "territory", 0, lines)
        for link in chain:
            generation = link[0]
            if generation > self._last:
                break
            if generation:
                self._pay_one(fact, link, case, "upline", generation, lines)

    def _pay_one(self, fact, link, case, earner, place, lines):
        generation, beneficiary, level, earns, _why = link
        card = case[earner, place, level][0] if earns else None
        if card is None:
            return
        basis = fact[card.position]
        amount = self._round(basis * card.factor)
        if amount:
            rule = card.rule
            lines.append(
                Line(
                    fact[0],
                    beneficiary,
                    earner,
                    generation,
                    level,
                    rule.key,
                    rule.rate,
                    rule.rate_kind,
                    basis,
                    card.basis_kind,
                    None,
                    amount,
                    amount,
                )
            )

    # the long way

    def pay(self, fact, lines):
        for share in self.assess(fact):
            if share.reason == "earns":
                lines.append(share.to_line(fact))

    def need(self, fact):
        """Yield the keys of the meters that a fact needs."""
        for share in self._choose(fact):
            if share.card:
                self._find_meters(share, fact)
                yield from filter(None, (share.order_key, share.period_key))

    def assess(self, fact):
        """Return a share for each place of a fact; those with no rule have no basis."""
        shares = self._choose(fact)
        highest = {}
        paying = [share for share in shares if share.card]
        for share in paying:
            self._measure(share, fact, highest)
            if share.card.is_metered:
                self._limit(share)
                self._count(share, share.basis, share.amount)
        if self._ruleset.cap is not None:
            self._cap(paying, fact)
        return shares

    def _walk(self, fact):
        """Yield (earner, link) of each place, in the order of the lines."""
        chain = fact.chain
        if self._has_buyer and chain and not chain[0].generation:
            yield "buyer", chain[0]
        if self._has_differential:
            for link in chain:
                if link.generation:
                    yield "differential", link
        if self._has_owner:
            yield "territory", fact.owner
        if self._last or not self._has_differential:
            for link in chain:
                if link.generation:
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
                    share.reason = "generations end" if place > self._last else "no rule"
        return shares

    def _measure(self, share, fact, highest):
        """Set basis, rate and amount of a share, before limits."""
        card = share.card
        rule = card.rule
        share.basis = basis = fact[card.position]
        share.rate, exact = rule.rate, basis * card.factor
        if share.earner == "differential":
            below = highest.get(card.basis_kind, ZERO)
            highest[card.basis_kind] = max(below, rule.rate)
            share.rate = max(ZERO, rule.rate - below)
            exact = get_share(basis, share.rate, rule.rate_kind)
        if card.is_metered:
            self._find_meters(share, fact)
            if rule.tiers:
                share.volume = self._meters.get(share.period_key, NOTHING).volume
                exact, share.rate = get_step(share.volume, basis, rule)
        share.before = share.amount = self._round(exact)
        if not share.amount:
            is_left = share.rate or not rule.rate or not basis or rule.tiers
            share.reason = "zero" if is_left else "nothing left"

    # meters and limits

    def _find_meters(self, share, fact):
        rule = share.card.rule
        key = (rule.key, share.link.beneficiary)
        if rule.max_order is not None:
            share.order_key = (*key, ("order", fact.order))
        if rule.tiers or rule.max_period is not None:
            first = get_period_start(fact.date, rule.period)
            share.period_key = (*key, ("period", first))

    def _limit(self, share):
        """Reduce the amount to what the rule still pays."""
        rule = share.card.rule
        for name, key, limit in (
            ("order", share.order_key, rule.max_order),
            ("period", share.period_key, rule.max_period),
        ):
            if limit is not None:
                paid = self._meters.get(key, NOTHING).paid
                self._reduce(share, name, take_part(share.amount, paid, limit, self._unit))

    def _reduce(self, share, name, amount):
        if amount != share.amount:
            share.limits += (name,)
            share.amount = amount
            if not amount:
                share.reason = "limit"

    def _count(self, share, volume, paid):
        for key in (share.order_key, share.period_key):
            if key:
                meter = self._meters.get(key, NOTHING)
                self._meters[key] = Meter(meter.volume + volume, meter.paid + paid)

    def _cap(self, shares, fact):
        """Reduce all shares of a fact to the cap, in proportion."""
        before = [share.amount for share in shares]
        after = reduce_all(before, fact.net, self._ruleset.cap, self._unit)
        for share, amount in zip(shares, after or (), strict=bool(after)):
            self._count(share, ZERO, amount - share.amount)
            self._reduce(share, "cap", amount)
