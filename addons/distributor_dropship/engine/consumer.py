# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What of a consumer is shown to whom, and which phone numbers are some. Plain Python.

>>> mask_name("王小明"), mask_phone("13812345678")
('王*', '138****5678')
"""

import re
import unicodedata

MOBILE = re.compile(r"1[3-9]\d{9}")
LANDLINE = re.compile(r"0\d{2,3}-?\d{7,8}(?:-\d{1,5})?|[48]00-?\d{3,4}-?\d{3,4}")
ABROAD = re.compile(r"\+?\d[\d-]{5,18}\d")


def mask_name(name):
    """Return the first character of a name; the star does not tell its length.

    >>> mask_name(" Ann "), mask_name("")
    ('A*', '')
    """
    name = (name or "").strip()
    return f"{name[0]}*" if name else ""


def mask_phone(phone):
    """Return a phone number by which its owner alone recognises it.

    >>> mask_phone("0571-87654321"), mask_phone("1234567"), mask_phone("")
    ('057****4321', '*****67', '')
    """
    digits = re.sub(r"\D", "", phone or "")
    if len(digits) >= 11:
        return f"{digits[:3]}****{digits[-4:]}"
    return (
        "*" * (len(digits) - 2) + digits[-2:] if len(digits) > 2 else "*" * len(digits)
    )


def read_phone(text, chinese=True):
    """Return a phone number as it is kept, or "" when it is none.

    >>> read_phone("+86 138 1234 5678"), read_phone("0571 87654321")
    ('13812345678', '0571-87654321')
    >>> read_phone("1381234567"), read_phone("12812345678")
    ('', '')
    >>> read_phone("+49 30 123456", chinese=False)
    '+4930123456'
    """
    text = unicodedata.normalize("NFKC", str(text or "")).strip()
    packed = re.sub(r"[\s()./-]", "", text)
    mobile = re.sub(r"^(?:\+86|0086|86)(?=1\d{10}$)", "", packed)
    if MOBILE.fullmatch(mobile):
        return mobile
    if not chinese:
        return packed if ABROAD.fullmatch(packed) else ""
    spaced = re.sub(r"[\s/.()]+", "-", text).strip("-")
    return spaced if LANDLINE.fullmatch(spaced) else ""
