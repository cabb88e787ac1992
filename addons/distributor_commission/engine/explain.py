# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import localcontext

from .money import CENT, EXACT
from .shares import Assessor
from .types import Outcome


def explain(fact, ruleset, unit=CENT, meters=None):
    """Return why each place of a sale earns what it does, or nothing.

    Every place above the buyer has an outcome for each kind of upline rule there is;
    the owner of the territory and the buyer have one when there are rules for them.
    The lines are those of ``compute``; the meters are those before the fact, and stay
    as they are.

    :return: list of :class:`Outcome`, in the order of the lines

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from .rules import RuleSet
    >>> from .types import Fact, Link, Rule
    >>> chain = (Link(0, 4, 40), Link(1, 3, 30), Link(2, 2, 20, False, "person"),
    ...          Link(3, 1, 10))
    >>> one = Decimal(1)
    >>> fact = Fact(7, date(2026, 1, 2), one, one, one, 1, chain=chain)
    >>> plan = RuleSet([Rule(1, "upline", 1, one), Rule(2, "territory", rate=one)])
    >>> [(outcome.earner, outcome.reason) for outcome in explain(fact, plan)]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('territory', 'no owner'), ('upline', 'earns'), ('upline', 'person'),
     ('upline', 'generations end')]
    """
    assessor = Assessor(ruleset, unit, dict(meters or {}))
    with localcontext(EXACT):
        return [_to_outcome(share, fact) for share in assessor.assess(fact)]


def _to_outcome(share, fact):
    return Outcome(
        share.link,
        share.earner,
        share.card and share.card.rule,
        share.lost,
        share.reason,
        share.to_line(fact) if share.reason == "earns" else None,
    )
