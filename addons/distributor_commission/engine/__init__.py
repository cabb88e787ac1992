# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Commission rules in plain Python: facts and rules in, lines out.

Nothing here reads or writes anything, and nothing here knows Odoo: amounts are
``Decimal``, data are frozen dataclasses, and the same input gives the same output in
the same order. The models map records to facts and lines to records.
"""

from .compute import compute, explain
from .money import round_half_up
from .reverse import Accrued, Taken, reverse
from .rules import Ambiguity, choose, find_ambiguities
from .types import Fact, Line, Link, Lost, Rule

__all__ = [
    "Accrued",
    "Ambiguity",
    "Fact",
    "Line",
    "Link",
    "Lost",
    "Rule",
    "Taken",
    "choose",
    "compute",
    "explain",
    "find_ambiguities",
    "reverse",
    "round_half_up",
]
