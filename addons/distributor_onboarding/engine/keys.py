# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""SQL that reduces a column as ``normalize`` reduces a text.

The same SQL stands in an index and in the search, or the index would not be used; so
only functions that are immutable, which ``concat`` is not.
"""

from . import normalize


def code(column):
    """As ``normalize_code``."""
    return _remove(f"upper(normalize({column}, NFKC))", normalize.NOT_CODE)


def phone(column):
    """As ``normalize_phone``: NULL when it is too short."""
    digits = _remove(f"normalize({column}, NFKC)", normalize.NOT_DIGIT)
    return (
        f"CASE WHEN length({digits}) >= {normalize.PHONE_MINIMUM}"
        f" THEN right({digits}, {normalize.PHONE_DIGITS}) END"
    )


def email(column):
    return f"lower(trim({column}))"


def address(city, street):
    """As ``normalize_address``."""
    text = f"COALESCE({city}, '') || ' ' || {street}"
    return _remove(f"lower(normalize({text}, NFKC))", normalize.NOISE)


def name(column):
    """As ``normalize_name``."""
    words = "|".join(sorted(normalize.LATIN_FORMS))
    latin = f"({normalize.NOISE}+({words}))+{normalize.NOISE}*$"
    chinese = f"(.)({'|'.join(normalize.CHINESE_FORMS)})$"
    text = _remove(f"lower(normalize({column}, NFKC))", latin)
    text = _remove(text, normalize.NOISE)
    return rf"regexp_replace({text}, {_quote(chinese)}, '\1')"


def _remove(text, pattern):
    return f"regexp_replace({text}, {_quote(pattern)}, '', 'g')"


def _quote(text):
    return "'" + text.replace("'", "''") + "'"
