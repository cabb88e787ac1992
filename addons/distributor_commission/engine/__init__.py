# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Commission rules in plain Python: facts and rules in, lines out.

Nothing here reads or writes anything, and nothing here knows Odoo: amounts are
``Decimal``, data are tuples and frozen dataclasses, and the same input gives the same
output in the same order. The models map records to facts and lines to records.
"""

from .ambiguity import Ambiguity, find_ambiguities
from .compute import compute, need_meters
from .decided import (
    DECISION,
    OFFSET,
    RULES,
    get_kept,
    get_left,
    get_missing,
    get_paid,
    get_standing,
)
from .explain import explain
from .money import round_half_up
from .reverse import Accrued, Taken, get_portion, reverse
from .rules import Fault, RuleSet, choose, find_faults
from .tiers import get_bonus, get_period_start, get_tiered, get_true_up
from .types import Fact, Line, Link, Lost, Meter, Outcome, Rule, Tier

__all__ = [
    "DECISION",
    "OFFSET",
    "RULES",
    "Accrued",
    "Ambiguity",
    "Fact",
    "Fault",
    "Line",
    "Link",
    "Lost",
    "Meter",
    "Outcome",
    "Rule",
    "RuleSet",
    "Taken",
    "Tier",
    "choose",
    "compute",
    "explain",
    "find_ambiguities",
    "find_faults",
    "get_bonus",
    "get_kept",
    "get_left",
    "get_missing",
    "get_paid",
    "get_period_start",
    "get_portion",
    "get_standing",
    "get_tiered",
    "get_true_up",
    "need_meters",
    "reverse",
    "round_half_up",
]
