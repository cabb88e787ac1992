# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import localcontext
from operator import itemgetter

from .money import CENT, EXACT, make_rounder
from .rules import Chooser
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
    """

    def __init__(self, ruleset, unit):
        self._round = make_rounder(unit)
        self._get_case = Chooser(ruleset).get_case
        self._has_buyer = "buyer" in ruleset.earners
        self._has_owner = "territory" in ruleset.earners
        self._last = ruleset.last_generation

    def pay(self, fact, lines):
        """Add the lines of a fact."""
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


class Till:
    """The long way, by any rules."""

    def __init__(self, ruleset, unit, meters):
        self._assessor = Assessor(ruleset, unit, meters)

    def pay(self, fact, lines):
        """Add the lines of a fact."""
        for share in self._assessor.assess(fact):
            if share.reason == "earns" or share.counts:
                lines.append(share.to_line(fact))
