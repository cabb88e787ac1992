# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from .money import CENT, round_half_up
from .rules import choose
from .types import Line


def compute(facts, rules, unit=CENT):
    """Return what each beneficiary earns on each fact.

    The buyer (generation 0) earns nothing, nor does a place that does not earn. A
    share that rounds to nothing gives no line. Each amount is rounded once, by itself.

    :param facts: iterable of :class:`Fact`, each key once
    :param rules: rules of the version that applies to all these facts
    :param unit: rounding of the currency, as Decimal
    :return: list of :class:`Line`, ordered by fact and generation

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from .types import Fact, Link, Rule
    >>> chain = (Link(0, 4, 40), Link(1, 3, 30), Link(2, 2, 20), Link(3, 1, 10))
    >>> fact = Fact("a", date(2026, 1, 2), Decimal("99.90"), Decimal(1), 1, (1,), chain)
    >>> plan = [Rule(1, 1, Decimal(5)), Rule(2, 2, Decimal(3)), Rule(3, 3, Decimal(2))]
    >>> [(line.beneficiary, str(line.amount)) for line in compute([fact], plan)]
    [(3, '5.00'), (2, '3.00'), (1, '2.00')]
    """
    by_generation = {}
    for rule in rules:
        by_generation.setdefault(rule.generation, []).append(rule)
    choices = {}
    lines = []
    for fact in facts:
        for link in fact.chain:
            candidates = by_generation.get(link.generation)
            if not candidates or not link.generation or not link.earns:
                continue
            # what choose() depends on; a batch has few of these and many facts
            case = (link.generation, link.level, fact.product, fact.categories)
            if case not in choices:
                choices[case] = choose(candidates, link, fact.product, fact.categories)
            rule, lost = choices[case]
            if rule is None:
                continue
            amount = get_share(fact.net, rule.rate, unit)
            if amount:
                lines.append(_make_line(fact, link, rule, amount, lost))
    return sorted(lines, key=lambda line: (line.fact, line.generation))


def get_share(basis, rate, unit=CENT):
    """Return a percentage of the basis, rounded."""
    return round_half_up(basis * rate / 100, unit)


def _make_line(fact, link, rule, amount, lost):
    return Line(
        fact=fact.key,
        beneficiary=link.beneficiary,
        generation=link.generation,
        level=link.level,
        rule=rule.key,
        rate=rule.rate,
        basis=fact.net,
        amount=amount,
        lost=lost,
    )


def explain(fact, rules):
    """Return, for each place of the chain above the buyer, why it earns or not.

    :return: list of (link, rule or None, lost rules, reason), where reason is "earns",
        "no rule fits", "paid generations end before" or "earns no commission"

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from .types import Fact, Link, Rule
    >>> chain = (Link(0, 4, 40), Link(1, 3, 30), Link(2, 2, 20))
    >>> fact = Fact("a", date(2026, 1, 2), Decimal(10), Decimal(1), 1, (1,), chain)
    >>> [(link.generation, why) for link, *_, why in explain(fact, [Rule(1, 1, 5)])]
    [(1, 'earns'), (2, 'paid generations end before')]
    >>> chain = (Link(0, 4, 40), Link(1, 3, 30, earns=False))
    >>> fact = Fact("b", date(2026, 1, 2), Decimal(10), Decimal(1), 1, (1,), chain)
    >>> [why for *_, why in explain(fact, [Rule(1, 1, 5)])]
    ['earns no commission']
    """
    rules = list(rules)
    last = max((rule.generation for rule in rules), default=0)
    found = []
    for link in fact.chain:
        if not link.generation:
            continue
        rule, lost = choose(rules, link, fact.product, fact.categories)
        reason = "earns" if rule else "no rule fits"
        if link.generation > last:
            reason = "paid generations end before"
        if not link.earns:
            rule, lost, reason = None, (), "earns no commission"
        found.append((link, rule, lost, reason))
    return found
