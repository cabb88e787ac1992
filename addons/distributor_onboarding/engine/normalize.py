# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Reduce what people write to what they mean, so that it can be compared.

The database reduces the same way: patterns are shared with the SQL of the search.
"""

import re
import unicodedata
from difflib import SequenceMatcher

# understood alike by Python and by PostgreSQL
NOISE = r"""[\s,.;:#/()'"_&|·，。；：、（）－-]"""
NOT_CODE = "[^0-9A-Z]"
NOT_DIGIT = "[^0-9]"
PHONE_DIGITS = 8  # enough to tell apart, few enough to ignore trunk and country codes
PHONE_MINIMUM = 7
SIMILAR = 0.82
LATIN_FORMS = frozenset(
    [
        "ag",
        "bv",
        "co",
        "company",
        "corp",
        "corporation",
        "gmbh",
        "inc",
        "kg",
        "limited",
        "llc",
        "llp",
        "ltd",
        "nv",
        "oy",
        "plc",
        "pte",
        "pty",
        "sa",
        "sarl",
        "sas",
        "spa",
        "srl",
    ]
)
CHINESE_FORMS = (
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "集团公司",
    "公司",
    "集团",
    "个体工商户",
    "经营部",
    "商行",
)


def fold(text):
    """Return a text in lower case and compatible characters.

    >>> fold("ＡＢＣ　Ｔｅａ")
    'abc tea'
    """
    return unicodedata.normalize("NFKC", text or "").lower()


def squeeze(text):
    """Return a text without spaces and punctuation.

    >>> squeeze("No. 18, Tea Road")
    'no18tearoad'
    """
    return re.sub(NOISE, "", fold(text))


def normalize_code(text):
    """Return a credit code or account number as capitals and digits only.

    >>> normalize_code(" 9111 0000-600037341l ")
    '91110000600037341L'
    """
    return re.sub(NOT_CODE, "", fold(text).upper())


def normalize_phone(text):
    """Return the last digits of a phone number; nothing of one that is too short.

    >>> normalize_phone("+86 139-1234-5678") == normalize_phone("013912345678")
    True
    >>> normalize_phone("110")
    ''
    """
    digits = re.sub(NOT_DIGIT, "", fold(text))
    return digits[-PHONE_DIGITS:] if len(digits) >= PHONE_MINIMUM else ""


def normalize_address(city, street):
    """Return city and street as one key; nothing without a street.

    >>> normalize_address("Hangzhou", "18, Tea Rd.")
    'hangzhou18teard'
    """
    return squeeze(f"{city or ''} {street}") if squeeze(street) else ""


def normalize_name(text):
    """Return the name of a company without its legal form.

    >>> normalize_name("Lakeside Trading Co., Ltd.")
    'lakesidetrading'
    >>> normalize_name("杭州湖畔贸易有限公司")
    '杭州湖畔贸易'
    """
    words = [word for word in re.split(NOISE, fold(text)) if word]
    while len(words) > 1 and words[-1] in LATIN_FORMS:
        words.pop()
    name = "".join(words)
    for form in CHINESE_FORMS:
        if name.endswith(form) and name != form:
            return name.removesuffix(form)
    return name


def get_similarity(one, other):
    """Return how alike two names are without their legal forms, from 0 to 1.

    Of names that are not similar it is what they could reach at most.

    >>> get_similarity("Lakeside Trading Ltd", "Lakeside Trading GmbH")
    1.0
    >>> get_similarity("", "")
    0.0
    """
    one, other = normalize_name(one), normalize_name(other)
    if not one or not other:
        return 0.0
    # the result depends on the order of the texts, so take one that is always the same
    matcher = SequenceMatcher(None, *sorted((one, other)), autojunk=False)
    # the characters alone tell most of those apart, at a fraction of the time
    most = matcher.quick_ratio()
    return matcher.ratio() if most >= SIMILAR else most
