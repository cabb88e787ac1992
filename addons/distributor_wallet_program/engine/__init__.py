# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Top-up programmes in plain Python: movements of money in, rewards out.

Nothing here reads or writes anything, and nothing here knows Odoo: amounts are
``Decimal``, data are frozen dataclasses, and the same events give the same rewards.
"""

from .money import round_half_up
from .replay import replay
from .reward import get_next_tier, get_reward
from .types import Event, Terms, Tier

__all__ = [
    "Event",
    "Terms",
    "Tier",
    "get_next_tier",
    "get_reward",
    "replay",
    "round_half_up",
]
