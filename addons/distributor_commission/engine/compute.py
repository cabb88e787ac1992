# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import localcontext
from operator import itemgetter

from .money import CENT, EXACT, make_rounder
from .rules import WHOLE, Chooser
from .shares import Assessor
from .types import Line


def compute(facts, ruleset, unit=CENT, meters=None):
    """Return what each beneficiary earns on each fact.

    A place that does not earn gets nothing, and nobody moves up. A share that rounds
    to nothing gives no line, unless its basis counts towards a tier. Each share is
    rounded once, by itself.

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
    >>> lines = compute([fact], RuleSet(plan))
    >>> [(line.beneficiary, str(line.amount)) for line in lines]
    [(3, '5.00'), (2, '3.00'), (1, '1.00')]

    By level, each gets what those below left of its rate:

    >>> levels = [(10, 12), (20, 8), (30, 5)]
    >>> plan = [Rule(n, "differential", rate=Decimal(r), level=n) for n, r in levels]
    >>> [str(line.rate) for line in compute([fact], RuleSet(plan))]
    ['5', '3', '4']
    """
    if ruleset.is_plain:
        till = PlainTill(ruleset, unit)
    else:
        till = Till(ruleset, unit, {} if meters is None else meters)
    lines = []
    with localcontext(EXACT):
        for fact in sorted(facts, key=itemgetter(0)):
            till.pay(fact, lines)
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
    need = Assessor(ruleset, CENT, {}).need
    return sorted({key for fact in facts for key in need(fact)})


class PlainTill:
    """The short way, by rules without tiers, limits and differences.

    Every share is by itself, so there is no more to a line than one multiplication.
    Sales of which they may come to more than the sale go the long way.
    """

    def __init__(self, ruleset, unit):
        self._round = make_rounder(unit)
        self._get_case = Chooser(ruleset).get_case
        self._has_buyer = "buyer" in ruleset.earners
        self._has_owner = "territory" in ruleset.earners
        self._last = ruleset.last_generation
        self._safe = find_safe_net(ruleset, unit)
        self._till = Till(ruleset, unit, {})

    def pay(self, fact, lines):
        """Add the lines of a fact."""
        case, chain, start = self._get_case(fact), fact.chain, len(lines)
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
        if self._safe is None or fact[2] < self._safe:
            self._keep_within(fact, lines, start)

    def _keep_within(self, fact, lines, start):
        """Compute the lines of a fact again if they are more than the sale."""
        own = lines[start:]
        margins = [line.amount for line in own if line.basis_kind == "margin"]
        if abs(sum(line.amount for line in own)) > abs(fact.net) or (
            margins and abs(sum(margins)) > abs(fact.margin)
        ):
            del lines[start:]
            self._till.pay(fact, lines)

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


class Till:
    """The long way, by any rules."""

    def __init__(self, ruleset, unit, meters):
        self._assessor = Assessor(ruleset, unit, meters)

    def pay(self, fact, lines):
        """Add the lines of a fact."""
        for share in self._assessor.assess(fact):
            if share.reason == "earns" or share.counts:
                lines.append(share.to_line(fact))


def find_safe_net(ruleset, unit):
    """Return the net from which on all shares are within the sale, or None.

    Each share is rounded up by half a unit at most.

    >>> from decimal import Decimal
    >>> from .rules import RuleSet
    >>> from .types import Rule
    >>> half = [Rule(1, "upline", 1, Decimal(30)), Rule(2, "buyer", rate=Decimal(20))]
    >>> find_safe_net(RuleSet(half), CENT)
    Decimal('0.02')
    >>> find_safe_net(RuleSet([Rule(1, "buyer", rate_kind="fixed")]), CENT)
    """
    if ruleset.top_rates is None:
        return None
    left = WHOLE - sum(ruleset.top_rates.values())
    return len(ruleset.top_rates) * unit * 50 / left if left > 0 else None
