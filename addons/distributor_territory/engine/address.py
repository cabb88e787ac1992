# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Reads the parts of an address that territories are matched by. Plain Python.

City and zip are made comparable. In Chinese addresses the divisions stand at the
beginning of city and street, each ending in its kind (市, 区, 县 …): a city and up to
four districts are read from there, and nothing from the middle of a text.

>>> address = read_address(48, 31, "杭州市", street="浙江省杭州市西湖区文三路 4 号")
>>> address.city, address.districts
('杭州市', ('西湖区', '杭州市'))
>>> read_address(48, 31, "苏州市昆山市").districts
('昆山市', '苏州市昆山市')
"""

import re
import unicodedata
from dataclasses import dataclass

#: the Han characters; written as a range that PostgreSQL reads the same way
HAN = "一-鿿"
#: patterns that ``models/distributor_territory_reading.py`` uses in SQL as they are
HEAD = f"^[ \u3000{HAN}]*"
PROVINCE = f"^[{HAN}]{{2,7}}?(?:省|自治区|特别行政区)"
CITY = f"^[{HAN}]{{2,12}}?(?:市|自治州|地区|盟)"
DISTRICT = f"^[{HAN}]{{1,16}}?[区县市旗](?![区县市旗])"
HEAD_LENGTH = 40

_HEAD, _PROVINCE, _CITY, _DISTRICT = map(re.compile, (HEAD, PROVINCE, CITY, DISTRICT))


def normalize_city(text):
    """Make spellings of a city comparable: width, case and spaces do not matter.

    >>> normalize_city("  São  PAULO ") == normalize_city("são paulo")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", text or "").casefold().split())


def normalize_zip(text):
    """Make spellings of a zip code comparable: only A to Z and 0 to 9 count.

    >>> normalize_zip("sw1a 1aa"), normalize_zip("０１３１０-100")
    ('SW1A1AA', '01310100')
    """
    text = unicodedata.normalize("NFKC", text or "")
    return re.sub("[^A-Za-z0-9]", "", text).upper()


def split_zips(text):
    """Read a comma separated list of zip prefixes: clean, sorted, each once.

    >>> split_zips(" 20 1, 200,,201，202 ")
    ('200', '201', '202')
    """
    parts = unicodedata.normalize("NFKC", text or "").split(",")
    return tuple(sorted({normalize_zip(part) for part in parts} - {""}))


def split_names(text):
    """Read a comma separated list of spellings: comparable, in order, each once.

    >>> split_names("杭州市， 杭州,HANGZHOU, hangzhou ")
    ('杭州市', '杭州', 'hangzhou')
    """
    parts = unicodedata.normalize("NFKC", text or "").replace("、", ",").split(",")
    return tuple(dict.fromkeys(filter(None, map(normalize_city, parts))))


@dataclass(frozen=True)
class Address:
    """A place; the texts are normalised, ids are 0 when unknown."""

    country: int = 0
    state: int = 0
    city: str = ""
    zip: str = ""
    districts: tuple = ()


def get_head(text):
    """Return the Han characters a text begins with, without spaces."""
    head = _HEAD.match(text or "").group()
    return head.replace(" ", "").replace("\u3000", "")[:HEAD_LENGTH]


def split_city(head):
    """Return (city, rest) of a head, or ("", head) if no city is followed by more.

    >>> split_city("杭州市西湖区"), split_city("杭州市"), split_city("沙市区")
    (('杭州市', '西湖区'), ('', '杭州市'), ('', '沙市区'))
    """
    found = _CITY.match(head)
    rest = head[found.end() :] if found else ""
    return (found.group(), rest) if len(rest) > 1 else ("", head)


def split_street(text):
    """Return (city, district) a street begins with, either may be empty."""
    head = _PROVINCE.sub("", get_head(text))
    city, rest = split_city(head)
    # what looks like a city may be the beginning of a district
    found = _DISTRICT.match(rest) or _DISTRICT.match(head)
    return city, found.group() if found else ""


def read_address(country=0, state=0, city="", zip_code="", street="", street2=""):
    """Return the `Address` that the texts of a contact's address give."""
    name = normalize_city(city)
    first, rest = split_city(get_head(city))
    streets = [split_street(street), split_street(street2)]
    found = _DISTRICT.match(rest)
    districts = [found.group() if found and first else ""]
    districts += [district for _city, district in streets]
    districts.append(name)
    name = first or name or streets[0][0] or streets[1][0]
    return Address(
        country,
        state,
        name,
        normalize_zip(zip_code),
        tuple(dict.fromkeys(filter(None, districts))),
    )
