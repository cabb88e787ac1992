# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Which territory covers an address. Plain Python, no ORM, no I/O.

A territory covers an address when each of its filled criteria fits; the most specific
one wins: longest zip prefix, then city, then state, then country; then the deeper
node, then the code.

>>> china = Criteria(1, "CN", 0, country=48)
>>> shanghai = Criteria(2, "SH", 1, country=48, state=31)
>>> pudong = Criteria(3, "PD", 2, country=48, state=31, zips=("2001", "2012"))
>>> matcher = Matcher([china, shanghai, pudong])
>>> [c.criteria.code for c in matcher.match(Address(48, 31, "", "201203"))]
['PD', 'SH', 'CN']
>>> matcher.match(Address(48, 31, "", "201203"))[0].zip_prefix
'2012'
>>> matcher.match(Address(7))
[]
"""

import unicodedata
from dataclasses import dataclass


def normalize_city(text):
    """Make spellings of a city comparable: width, case and spaces do not matter.

    >>> normalize_city("  São  PAULO ") == normalize_city("são paulo")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", text or "").casefold().split())


def normalize_zip(text):
    """Make spellings of a zip code comparable.

    >>> normalize_zip("sw1a 1aa"), normalize_zip("０１３１０-100")
    ('SW1A1AA', '01310100')
    """
    text = unicodedata.normalize("NFKC", text or "").upper()
    return "".join(char for char in text if char.isalnum())


def split_zips(text):
    """Read a comma separated list of zip prefixes: clean, sorted, each once.

    >>> split_zips(" 20 1, 200,,201，202 ")
    ('200', '201', '202')
    """
    parts = unicodedata.normalize("NFKC", text or "").split(",")
    return tuple(sorted({normalize_zip(part) for part in parts} - {""}))


@dataclass(frozen=True)
class Address:
    """A place; city and zip are normalised, ids are 0 when unknown."""

    country: int = 0
    state: int = 0
    city: str = ""
    zip: str = ""


@dataclass(frozen=True)
class Criteria:
    """What a territory covers. Without country it only groups and never matches."""

    id: int
    code: str
    depth: int
    country: int = 0
    state: int = 0
    city: str = ""
    zips: tuple = ()

    @property
    def keys(self):
        """The places covered; two territories of a company share none."""
        return [
            (self.country, self.state, self.city, prefix)
            for prefix in self.zips or ("",)
        ]


@dataclass(frozen=True)
class Candidate:
    """A territory that covers the address, and the zip prefix that did."""

    criteria: Criteria
    zip_prefix: str = ""

    @property
    def specificity(self):
        rule = self.criteria
        return (len(self.zip_prefix), bool(rule.city), bool(rule.state))

    @property
    def rank(self):
        """Sort key, best first."""
        specificity = tuple(-int(part) for part in self.specificity)
        return (
            *specificity,
            -self.criteria.depth,
            self.criteria.code,
            self.criteria.id,
        )


class Matcher:
    """Finds the territories of many addresses; a look-up costs the same for 10
    territories and for 10,000."""

    def __init__(self, criteria):
        self._places = {}
        for rule in criteria:
            if rule.country:
                for key in rule.keys:
                    self._places.setdefault(key, []).append(rule)

    def match(self, address):
        """Return the candidates that cover the address, best first."""
        best = {}
        for key in self._get_keys(address):
            for rule in self._places.get(key, ()):
                candidate = Candidate(rule, key[3])
                known = best.get(rule.id)
                if known is None or candidate.rank < known.rank:
                    best[rule.id] = candidate
        return sorted(best.values(), key=lambda candidate: candidate.rank)

    def _get_keys(self, address):
        if not address.country:
            return
        for state in {0, address.state}:
            for city in {"", address.city}:
                for length in range(len(address.zip) + 1):
                    yield (address.country, state, city, address.zip[:length])
