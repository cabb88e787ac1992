# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from functools import lru_cache

from babel.dates import format_skeleton

from odoo.tools import babel_locale_parse, get_lang


def format_month(env, day):
    """Return the month of a day in words, as the user's language writes it."""
    [name] = format_months(env, [day])
    return name


def format_months(env, days):
    """Return the months of days in words; the language is looked up once."""
    code = get_lang(env).code
    return [_format_month(day.replace(day=1), code) for day in days]


@lru_cache(maxsize=1024)
def _format_month(first, code):
    """Return it from memory: lists of months are on pages that are opened often."""
    return format_skeleton("yMMMM", first, locale=babel_locale_parse(code))
