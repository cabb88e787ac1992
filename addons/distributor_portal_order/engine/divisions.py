# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The provinces, cities and districts of China, found at the beginning of a text.

>>> rows = [("33", "浙江省", ""), ("3301", "杭州市", "33")]
>>> rows.append(("330106", "西湖区", "3301"))
>>> Divisions(rows).split("杭州西湖区文三路1号")
Place(province='浙江省', city='杭州市', district='西湖区', rest='文三路1号')
"""

import re
from typing import NamedTuple

KINDS = (
    "特别行政区",
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "自治区",
    "省",
    "市",
    "地区",
    "盟",
)
NATIONS = [
    "土家族苗族",
    "布依族苗族",
    "苗族侗族",
    "藏族羌族",
    "哈尼族彝族",
    "傣族景颇族",
    "壮族苗族",
    "蒙古族藏族",
    "傈僳族",
    "朝鲜族",
    "土家族",
    "蒙古族",
    "柯尔克孜",
    "哈萨克",
    "白族",
    "彝族",
    "傣族",
    "藏族",
    "回族",
    "苗族",
    "蒙古",
]
#: what a text that no table knows may begin with
CITY = re.compile("[一-鿿]{2,9}?(?:市|自治州|地区|盟)")
DISTRICT = re.compile(
    "[一-鿿]{1,8}?(?:自治县|自治旗|新区|开发区|区|县|市|旗)(?![区县市旗])"
)
#: which are not a district although they end like one
STREETS = re.compile("[路街道巷弄村]|(?:小|园|社|校|厂|库|景|城)区$|超市$|夜市$")
#: levels between a city and its districts that some write
GROUPS = ("市辖区", "省直辖县级行政区划", "自治区直辖县级行政区划")


class Place(NamedTuple):
    province: str = ""
    city: str = ""
    district: str = ""
    rest: str = ""


def shorten(name):
    """Return a name without its kind, if enough is left: 浙江, 杭州, 大理."""
    short = name
    if name.endswith("自治州"):
        short = name.removesuffix("自治州")
        for nation in NATIONS:
            if short.endswith(nation):
                short = short.removesuffix(nation)
                break
    else:
        for kind in KINDS:
            if name.endswith(kind):
                short = name.removesuffix(kind)
                break
    return short if len(short) > 1 else name


class Divisions:
    """An index of divisions: built once, it reads any number of texts."""

    def __init__(self, rows):
        """:param rows: (code, name, code of the division above), any order"""
        self.names = {code: name for code, name, _above in rows}
        self.above = {code: above for code, _name, above in rows}
        self.below = {}
        for code, _name, above in rows:
            self.below.setdefault(above, []).append(code)
        self.provinces = self._index(self.below.get("", ()))
        cities = [
            code
            for province in self.below.get("", ())
            for code in self.below.get(province, ())
        ]
        self.cities = self._index(cities)
        districts = [code for city in cities for code in self.below.get(city, ())]
        self.districts = self._index(districts, short=False)

    def _index(self, codes, short=True):
        """Return {spelling: codes}."""
        index = {}
        for code in codes:
            name = self.names[code]
            for spelling in {name, shorten(name)} if short else {name}:
                index.setdefault(spelling, []).append(code)
        return index

    def begins(self, text):
        """Tell whether a text begins with a division of the table."""
        return any(
            self._match(text, index)[0]
            for index in (self.provinces, self.cities, self.districts)
        )

    def _match(self, text, index, allowed=None):
        """Return (codes, rest) of the longest spelling that a text begins with."""
        for length in range(min(len(text), 15), 1, -1):
            codes = [
                code
                for code in index.get(text[:length], ())
                if allowed is None or code in allowed
            ]
            if codes:
                return codes, text[length:]
        return [], text

    def split(self, text):
        """Split a text into province, city, district and the rest.

        What stands above a city or district of only one name is filled in.
        """
        codes, rest = self._match(text, self.provinces)
        province = codes[0] if codes else ""
        city, rest = self._read_city(province, rest)
        province = province or self.above.get(city, "")
        district, rest = self._read_district(province, city, rest)
        if district and not city:
            city = self.above[district]
            province = province or self._get_province(city)
        names = [self.names.get(code, "") for code in (province, city, district)]
        if city and city == province or (province and not self._has_cities(province)):
            names[1] = names[0]
        if not names[1]:
            names[1], rest = self._guess(CITY, rest)
        if not names[2]:
            names[2], rest = self._guess(DISTRICT, rest)
        return Place(*names, rest.strip())

    def _has_cities(self, province):
        """Tell whether cities stand between a province and its districts."""
        return any(self.below.get(code) for code in self.below.get(province, ()))

    def _get_province(self, code):
        while self.above.get(code):
            code = self.above[code]
        return code

    def _read_city(self, province, text):
        """Return (code, rest); some write the name of a municipality twice."""
        if province and not self._has_cities(province):
            codes, rest = self._match(text, self.provinces, {province})
            return province, self._drop_group(rest if codes else text)
        allowed = set(self.below.get(province, ())) if province else None
        codes, rest = self._match(text, self.cities, allowed)
        if len(codes) != 1:
            return "", self._drop_group(text)
        code = codes[0]
        if not province and not self.below.get(code):
            return "", text  # a district right below its province
        return code, self._drop_group(rest)

    def _drop_group(self, text):
        for group in GROUPS:
            text = text.removeprefix(group)
        return text

    def _read_district(self, province, city, text):
        allowed = None
        if city:
            allowed = set(self.below.get(city, ()))
        elif province:
            allowed = {
                code
                for codes in self.districts.values()
                for code in codes
                if self._get_province(code) == province
            }
        codes, rest = self._match(text, self.districts, allowed)
        if city and not codes:
            index = self._index(self.below.get(city, ()), short=False)
            codes, rest = self._match(text, index)
        return (codes[0], rest) if len(codes) == 1 else ("", text)

    def _guess(self, pattern, text):
        """Return (name, rest) by its kind, for what stands in no table."""
        found = pattern.match(text)
        if not found or STREETS.search(found.group()):
            return "", text
        return found.group(), text[found.end() :]
