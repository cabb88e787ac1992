# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Which territory covers an address on a day. Plain Python, no ORM, no I/O.

A territory covers one or more places. A place covers an address when each of its
filled parts fits; the most specific one wins: longest zip prefix, then district, city,
state, country; then the deeper node, then the code.

>>> china = Criteria(1, "CN", 0, (Key(48),))
>>> shanghai = Criteria(2, "SH", 1, (Key(48, 31),))
>>> pudong = Criteria(3, "PD", 2, (Key(48, 31, zip="2001"), Key(48, 31, zip="2012")))
>>> matcher = Matcher([china, shanghai, pudong])
>>> [c.criteria.code for c in matcher.match(Address(48, 31, "", "201203"))]
['PD', 'SH', 'CN']
>>> matcher.match(Address(48, 31, "", "201203"))[0].key.zip
'2012'
>>> matcher.match(Address(7))
[]
"""

from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import NamedTuple

from .address import split_names, split_zips


class Key(NamedTuple):
    """The parts of a place, normalised; what is not filled fits all."""

    country: int
    state: int = 0
    city: str = ""
    district: str = ""
    zip: str = ""

    @property
    def specificity(self):
        return (len(self.zip), bool(self.district), bool(self.city), bool(self.state))


def make_keys(country, state, city, district, zips):
    """Return the keys of a place given by lists of spellings and zip prefixes.

    >>> [key.city for key in make_keys(48, 31, "杭州市,杭州", "", "")]
    ['杭州市', '杭州']
    """
    return [
        Key(country, state, *parts)
        for parts in product(
            split_names(city) or ("",),
            split_names(district) or ("",),
            split_zips(zips) or ("",),
        )
    ]


@dataclass(frozen=True)
class Criteria:
    """What a territory covers, and from which day to which."""

    id: int
    code: str
    depth: int
    keys: tuple = ()
    start: date | None = None
    end: date | None = None

    def is_valid(self, day):
        return not (
            day and ((self.start and self.start > day) or (self.end and self.end < day))
        )


@dataclass(frozen=True)
class Candidate:
    """A territory that covers the address, and the place that did."""

    criteria: Criteria
    key: Key

    @property
    def specificity(self):
        return self.key.specificity

    @property
    def rank(self):
        """Sort key, best first."""
        specificity = tuple(-int(part) for part in self.specificity)
        rule = self.criteria
        return (*specificity, -rule.depth, rule.code, rule.id)


class Matcher:
    """Finds the territories of many addresses; a look-up costs the same for 10
    territories and for 10,000."""

    def __init__(self, criteria):
        self._places = {}
        lengths = {0}
        for rule in criteria:
            for key in rule.keys:
                self._places.setdefault(key, []).append(rule)
                lengths.add(len(key.zip))
        self._lengths = sorted(lengths)

    def match(self, address, day=None):
        """Return the candidates that cover the address on a day, best first."""
        best = {}
        for key in self._get_keys(address):
            for rule in self._places.get(key, ()):
                if not rule.is_valid(day):
                    continue
                candidate = Candidate(rule, key)
                known = best.get(rule.id)
                if known is None or (candidate.rank, key) < (known.rank, known.key):
                    best[rule.id] = candidate
        return sorted(best.values(), key=lambda candidate: candidate.rank)

    def _get_keys(self, address):
        if not address.country:
            return ()
        zips = [
            address.zip[:length]
            for length in self._lengths
            if length <= len(address.zip)
        ]
        return map(
            Key._make,
            product(
                (address.country,),
                {0, address.state},
                {"", address.city},
                ("", *address.districts),
                zips,
            ),
        )
