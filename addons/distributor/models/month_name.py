# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from babel.dates import format_skeleton

from odoo.tools import babel_locale_parse, get_lang


def format_month(env, day):
    """Return the month of a day in words, as the user's language writes it."""
    return format_skeleton("yMMMM", day, locale=babel_locale_parse(get_lang(env).code))
