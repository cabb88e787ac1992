# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Which price rule applies to a distributor on a day. Plain Python, no ORM, no I/O.

A rule matches when each of its filled fields fits. Contract of the distributor, then
(territory, level), territory, (parent territory, level), parent territory …, level.

>>> from datetime import date
>>> rules = [
...     PriceRule(1, level=4),
...     PriceRule(2, territory=20),
...     PriceRule(3, territory=30, level=4),
...     PriceRule(4, distributor=7, date_end=date(2026, 3, 31)),
... ]
>>> facts = Facts(distributor=7, level=4, path=(30, 20, 10), day=date(2026, 5, 1))
>>> result = RuleIndex(rules).resolve(facts)
>>> result.winner.id, [(loser.rule.id, loser.reason) for loser in result.losers]
(3, [(4, 'expired'), (2, 'less_specific'), (1, 'less_specific')])
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PriceRule:
    """One price rule; 0 and None mean not filled, dates are inclusive."""

    id: int
    distributor: int = 0
    territory: int = 0
    level: int = 0
    date_start: date | None = None
    date_end: date | None = None
    usable: bool = True


@dataclass(frozen=True)
class Facts:
    """A distributor on a day; path leads from its territory up to the root."""

    distributor: int
    level: int
    path: tuple
    day: date


@dataclass(frozen=True)
class Loser:
    rule: PriceRule
    reason: str


@dataclass(frozen=True)
class Resolution:
    winner: PriceRule | None
    losers: tuple


class RuleIndex:
    """Finds the rules of many distributors; a look-up does not depend on how many
    rules there are."""

    def __init__(self, rules):
        self._rules = {}
        for rule in rules:
            key = (rule.distributor, rule.territory, rule.level)
            self._rules.setdefault(key, []).append(rule)

    def resolve(self, facts):
        """Return the winner, if any, and every other rule that fits with the reason
        why it lost, in order of precedence."""
        winner, losers = None, []
        for key in self._get_keys(facts):
            for rule in sorted(self._rules.get(key, ()), key=self._by_start):
                reason = self._get_refusal(rule, facts.day)
                if reason is None and winner is None:
                    winner = rule
                else:
                    losers.append(Loser(rule, reason or "less_specific"))
        return Resolution(winner, tuple(losers))

    def _get_keys(self, facts):
        yield (facts.distributor, 0, 0)
        for territory in facts.path:
            if facts.level:
                yield (0, territory, facts.level)
            yield (0, territory, 0)
        if facts.level:
            yield (0, 0, facts.level)

    def _by_start(self, rule):
        # overlaps are refused when saved; were there one, the later start wins
        start = rule.date_start.toordinal() if rule.date_start else 0
        return (-start, rule.id)

    def _get_refusal(self, rule, day):
        if rule.date_start and rule.date_start > day:
            return "not_yet"
        if rule.date_end and rule.date_end < day:
            return "expired"
        return None if rule.usable else "archived"
