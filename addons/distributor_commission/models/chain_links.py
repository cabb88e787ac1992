# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Reads what sources keep of a chain, and the paths of trees."""

import json
from functools import cache

from ..engine import Link


@cache
def read_path(text):
    """Return the ids of a parent path, from the root.

    >>> read_path("1/7/12/")
    (1, 7, 12)
    """
    return tuple(int(key) for key in (text or "").split("/") if key)


def read_chain(text, pays_persons):
    """Return the links of a stored chain.

    >>> read_chain("[[0, 4, 9, 1, 1], [1, 3, 8, 1, 1]]", False)[1]
    Link(generation=1, beneficiary=3, level=8, earns=False, why='person')
    """
    return tuple(
        make_link(generation, key, level, can_earn, is_person and not pays_persons)
        for generation, key, level, can_earn, is_person in json.loads(text)
    )


def make_link(generation, key, level, can_earn, unpaid_person):
    """Return the link of a place; a person earns on what it buys itself only."""
    why = ""
    if not can_earn:
        why = "level"
    elif unpaid_person and generation != 0:
        why = "person"
    return Link(generation, key, level, not why, why)
