# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Read what a visitor may write into an address: any value is answered, none fails."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from odoo.addons.distributor.models.month_name import format_months
from odoo.addons.distributor_onboarding.controllers.parameters import read_id

ALL = "all"
MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")
KEY = re.compile(r"[0-9A-Za-z-]{16,64}")
MAX_MONTHS = 36
MAX_SEARCH = 64


# ids are read as on the pages of applicants
read_number = read_id


def read_key(value):
    """Return the key by which a form that is sent twice counts once, or ""."""
    text = str(value or "")
    return text if KEY.fullmatch(text) else ""


def read_choice(value, choices, default=ALL):
    """Return the value if it is one of the choices, else the default."""
    return value if value in choices else default


def read_search(value):
    """Return a text to look for, without what a database does not take."""
    return "".join(c for c in str(value or "") if c.isprintable()).strip()[:MAX_SEARCH]


def read_amount(value, decimals=2, signed=False):
    """Return an amount that a visitor wrote; 0 for an empty field.

    Point and comma both begin the decimals: one that may mean thousands is refused.

    :param decimals: of the currency; two are taken in any case
    :param signed: whether it may be negative
    :raise ValueError: what was written is no amount
    """
    text = str(value or "").strip()
    digits = text[1:] if signed and text[:1] in ("+", "-") else text
    pattern = rf"[0-9]{{1,12}}(?:[.,][0-9]{{1,{max(decimals, 2)}}})?"
    if digits and not re.fullmatch(pattern, digits):
        raise ValueError(text[:32])
    return float(text.replace(",", ".")) if digits else 0.0


def read_month(value, default=None):
    """Return the first day of a month written YYYY-MM, else the default."""
    found = MONTH.fullmatch(str(value or ""))
    return date(int(found[1]), int(found[2]), 1) if found else default


def get_month_domain(first, field="date"):
    """Return the domain of the records of a month, by its first day."""
    return [(field, ">=", first), (field, "<", first + relativedelta(months=1))]


def get_months(env, oldest, newest, chosen=None):
    """Return [(YYYY-MM, name)] from the newest month back, and the chosen one."""
    months = []
    month = newest.replace(day=1)
    while month >= oldest.replace(day=1) and len(months) < MAX_MONTHS:
        months.append(month)
        month = (month - timedelta(days=1)).replace(day=1)
    if chosen and chosen not in months:
        months.append(chosen)
    keys = [month.strftime("%Y-%m") for month in months]
    return list(zip(keys, format_months(env, months), strict=True))
