# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Who may sell a product at a place in a channel on a day. Plain Python, no ORM.

Deepest territory, then most specific product, then exclusive, then the one that began
last, then the code. An exclusive right blocks everybody outside its own chain.

>>> from datetime import date
>>> from .scope import Item, Rule
>>> tea = Item(1, (1,))
>>> rules = [
...     Rule(1, "A", 10, (30,), date(2026, 1, 1), chain=(10,)),
...     Rule(2, "B", 11, (31, 30), date(2026, 1, 1), categories=(tea,), chain=(11, 10)),
...     Rule(3, "C", 12, (31, 30), date(2027, 1, 1), chain=(12,)),
... ]
>>> answer = ask(rules, Question(Item(7, (1,)), (31, 30), date(2026, 5, 1)))
>>> [rule.code for rule in answer.winners]
['B']
>>> [(loser.rule.code, loser.reason) for loser in answer.losers]
[('A', 'less_specific'), ('C', 'not_yet')]
"""

from dataclasses import dataclass
from datetime import date

from .scope import Item, Rule


@dataclass(frozen=True)
class Question:
    """Path leads from the territory of the address up to the root; channel 0 asks for
    none in particular."""

    item: Item
    path: tuple
    day: date
    channel: int = 0


@dataclass(frozen=True)
class Loser:
    rule: Rule
    reason: str
    by: Rule | None = None


@dataclass(frozen=True)
class Alternative:
    """A way that comes near: another channel, a later day, a neighbouring place."""

    kind: str  # channel, later, near
    rule: Rule


@dataclass(frozen=True)
class Answer:
    winners: tuple
    losers: tuple
    alternatives: tuple


ALTERNATIVES = {"other_channel": "channel", "not_yet": "later", "elsewhere": "near"}


def get_refusal(rule, question):
    """Return why a rule does not fit a question by itself, None when it does."""
    if rule.territory not in question.path:
        return "elsewhere"
    if rule.start > question.day:
        return "not_yet"
    if rule.end is not None and rule.end < question.day:
        return "ended"
    if rule.get_depth(question.item) is None:
        return "product"
    if not rule.covers_channel(question.channel):
        return "other_channel"
    return "suspended" if rule.suspended else None


def ask(rules, question):
    """Return the winners, every other rule with the reason, and what comes near."""
    refusals = [(rule, get_refusal(rule, question)) for rule in rules]
    fitting = [rule for rule, reason in refusals if reason is None]
    fitting.sort(key=lambda rule: _get_rank(rule, question))
    allowed, blocked = _apply_exclusive(fitting)
    grade = _get_rank(allowed[0], question)[:3] if allowed else None
    winners = [rule for rule in allowed if _get_rank(rule, question)[:3] == grade]
    losers = [Loser(rule, "less_specific") for rule in allowed[len(winners) :]]
    losers += [Loser(rule, "blocked", by) for rule, by in blocked]
    losers += sorted(
        (Loser(rule, reason) for rule, reason in refusals if reason),
        key=lambda loser: loser.rule.code,
    )
    return Answer(tuple(winners), tuple(losers), _find_alternatives(losers, question))


def _get_rank(rule, question):
    return (
        question.path.index(rule.territory),
        tuple(-part for part in rule.get_depth(question.item)),
        not rule.exclusive,
        -rule.start.toordinal(),
        rule.code,
        rule.id,
    )


def _apply_exclusive(fitting):
    """Return (rules that stand, [(rule, exclusive rule that blocks it)]), in order."""
    blocked, standing = {}, []
    # an exclusive right that another one blocks does not block in turn
    for rule in sorted(fitting, key=lambda one: not one.exclusive):
        by = next((one for one in standing if _excludes(one, rule)), None)
        if by:
            blocked[rule] = by
        elif rule.exclusive:
            standing.append(rule)
    allowed = [rule for rule in fitting if rule not in blocked]
    return allowed, [(rule, blocked[rule]) for rule in fitting if rule in blocked]


def _excludes(holder, rule):
    return not are_related(holder, rule)


def are_related(one, two):
    """Tell whether the distributors are the same or one stands above the other."""
    return (
        one.distributor == two.distributor
        or one.distributor in two.chain
        or two.distributor in one.chain
    )


def _find_alternatives(losers, question):
    """Return the rules that would fit but for one thing, nearest first."""
    found = []
    for loser in losers:
        kind = ALTERNATIVES.get(loser.reason)
        if kind and _fits_otherwise(loser.rule, question, kind):
            found.append(Alternative(kind, loser.rule))
    order = list(ALTERNATIVES.values())
    return tuple(
        sorted(
            found,
            key=lambda one: (order.index(one.kind), one.rule.start, one.rule.code),
        )
    )


def _fits_otherwise(rule, question, kind):
    return (
        rule.get_depth(question.item) is not None
        and not rule.suspended
        and (kind == "channel" or rule.covers_channel(question.channel))
        and (kind == "later" or rule.holds_on(question.day))
    )
